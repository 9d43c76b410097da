package io.ostler.panel.rest.internal.resource;

import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.node.Nodes;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.answer.NodeViews;
import io.ostler.panel.rest.internal.body.NodeBodies.Node;
import io.ostler.panel.rest.internal.body.NodeBodies.NodeChange;
import io.ostler.panel.rest.internal.body.NodeBodies.NodeList;
import io.ostler.panel.rest.internal.body.NodeBodies.NodeSettings;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The registry of nodes. */
@Component(service = NodeResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("nodes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "nodes")
public final class NodeResource {
    private final Nodes nodes;
    private final NodeViews views;

    @Activate
    public NodeResource(@Reference Nodes nodes, @Reference NodeViews views) {
        this.nodes = nodes;
        this.views = views;
    }

    @GET
    @Compressed
    @RequiresPermission(value = PermissionNames.NODE_VIEW, somewhere = true)
    @Operation(operationId = "listNodes", summary = "All nodes that the caller may see, also those that are away")
    public NodeList list(@Context Caller caller) {
        return views.of(caller, nodes.list(caller));
    }

    @GET
    @Path("{id}")
    @RequiresPermission(value = PermissionNames.NODE_VIEW, node = "id")
    @Operation(operationId = "getNode", summary = "One node")
    public Node get(@Context Caller caller, @PathParam("id") String id) {
        return views.of(caller, nodes.get(caller, new NodeId(id)));
    }

    @PATCH
    @Path("{id}")
    @RequiresPermission(value = PermissionNames.NODE_MANAGE, node = "id")
    @Audited(value = "node.change", kind = "node", id = "id", values = "name")
    @Operation(operationId = "changeNode", summary = "Change name or addresses of a node")
    public Node change(@Context Caller caller, @PathParam("id") String id, NodeChange body) {
        return views.of(caller, nodes.change(caller, new NodeId(id), body.name(), body.addresses()));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(value = PermissionNames.NODE_MANAGE, node = "id")
    @StepUp
    @Audited(value = "node.remove", kind = "node", id = "id", values = "forget")
    @Operation(
            operationId = "removeNode",
            summary = "Remove a node that has no instances; with forget also one that is gone for good with them")
    @APIResponse(responseCode = "204", description = "Removed")
    public void remove(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("forget") @DefaultValue("false") boolean forget) {
        if (forget) {
            nodes.forget(caller, new NodeId(id));
        } else {
            nodes.remove(caller, new NodeId(id));
        }
    }

    @GET
    @Path("{id}/settings")
    @RequiresPermission(value = PermissionNames.NODE_VIEW, node = "id")
    @Operation(operationId = "getNodeSettings", summary = "How the node carries files")
    public CompletionStage<NodeSettings> settings(@Context Caller caller, @PathParam("id") String id) {
        return Blocking.limited(nodes.settings(caller, new NodeId(id))).thenApply(NodeSettings::of);
    }

    @PUT
    @Path("{id}/settings")
    @RequiresPermission(value = PermissionNames.NODE_MANAGE, node = "id")
    @Audited(value = "node.settings.change", kind = "node", id = "id")
    @Operation(operationId = "changeNodeSettings", summary = "Change how the node carries files; holds at once")
    public CompletionStage<NodeSettings> changeSettings(
            @Context Caller caller, @PathParam("id") String id, NodeSettings body) {
        return Blocking.limited(nodes.changeSettings(caller, new NodeId(id), body.model()))
                .thenApply(NodeSettings::of);
    }
}
