package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.InstanceCopies;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.InstanceViews;
import io.ostler.panel.rest.internal.body.CopyBodies.Deleted;
import io.ostler.panel.rest.internal.body.CopyBodies.DeletedList;
import io.ostler.panel.rest.internal.body.InstanceBodies.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deleted instances of a node, while they can be had back. */
@Component(service = DeletedResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("nodes/{id}/deleted")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "nodes")
public final class DeletedResource {
    private final InstanceCopies copies;
    private final InstanceViews views;

    @Activate
    public DeletedResource(@Reference InstanceCopies copies, @Reference InstanceViews views) {
        this.copies = copies;
        this.views = views;
    }

    @GET
    @RequiresPermission(value = PermissionNames.INSTANCE_DELETE, node = "id")
    @Operation(operationId = "listDeletedInstances", summary = "What can be restored, lately deleted first")
    public CompletionStage<DeletedList> list(@Context Caller caller, @PathParam("id") String id) {
        return Blocking.limited(copies.deleted(caller, new NodeId(id)))
                .thenApply(
                        list -> new DeletedList(list.stream().map(Deleted::of).toList()));
    }

    @POST
    @Path("{instance}/restore")
    @RequiresPermission(value = PermissionNames.INSTANCE_DELETE, node = "id")
    @Audited(value = "instance.restore", kind = "instance", id = "instance", values = "id")
    @Operation(
            operationId = "restoreInstance",
            summary = "Have an instance back with its files, owner, members and labels")
    public CompletionStage<Instance> restore(
            @Context Caller caller, @PathParam("id") String id, @PathParam("instance") String instance) {
        return Blocking.limited(copies.restore(caller, new NodeId(id), new InstanceId(instance)))
                .thenApply(back -> views.of(caller, back));
    }

    @DELETE
    @Path("{instance}")
    @RequiresPermission(value = PermissionNames.INSTANCE_DELETE, node = "id")
    @StepUp
    @Audited(value = "instance.purge", kind = "instance", id = "instance", values = "id")
    @Operation(operationId = "purgeInstance", summary = "Take a deleted instance away for good")
    @APIResponse(responseCode = "204", description = "Purged")
    public CompletionStage<Response> purge(
            @Context Caller caller, @PathParam("id") String id, @PathParam("instance") String instance) {
        return Blocking.limited(copies.purge(caller, new NodeId(id), new InstanceId(instance)))
                .thenApply(done -> Response.noContent().build());
    }
}
