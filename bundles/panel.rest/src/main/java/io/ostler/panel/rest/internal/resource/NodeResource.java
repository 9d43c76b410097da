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
import io.ostler.panel.rest.internal.audit.AuditNote;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    public Node change(@Context Caller caller, @PathParam("id") String id, @Context AuditNote note, NodeChange body) {
        var node = new NodeId(id);
        var former = AuditNote.former(() -> told(nodes.get(caller, node)));
        var changed = nodes.change(caller, node, body.name(), body.addresses());
        former.ifPresent(was -> note.change(was, told(changed)));
        return views.of(caller, changed);
    }

    private static NodeChange told(Nodes.Node node) {
        return new NodeChange(node.node().name(), node.node().addresses());
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
            @Context AuditNote note,
            @QueryParam("forget") @DefaultValue("false") boolean forget) {
        var node = new NodeId(id);
        var former = AuditNote.former(() -> told(nodes.get(caller, node)));
        if (forget) {
            nodes.forget(caller, node);
        } else {
            nodes.remove(caller, node);
        }
        former.ifPresent(note::gone);
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
            @Context Caller caller, @PathParam("id") String id, @Context AuditNote note, NodeSettings body) {
        var node = new NodeId(id);
        return Blocking.limited(former(caller, node)
                .thenCompose(former -> nodes.changeSettings(caller, node, body.model())
                        .thenApply(NodeSettings::of)
                        .whenComplete((changed, failure) -> {
                            if (changed != null) {
                                former.ifPresent(was -> note.change(was, changed));
                            }
                        })));
    }

    /** Empty for who may only change them. */
    private CompletableFuture<Optional<NodeSettings>> former(Caller caller, NodeId node) {
        return AuditNote.former(() -> nodes.settings(caller, node))
                .map(asked -> asked.thenApply(NodeSettings::of)
                        .thenApply(Optional::of)
                        .exceptionally(failure -> Optional.empty()))
                .orElse(CompletableFuture.completedFuture(Optional.empty()));
    }
}
