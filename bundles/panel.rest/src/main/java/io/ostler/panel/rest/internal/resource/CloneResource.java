package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.InstanceCopies;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.TaskViews;
import io.ostler.panel.rest.internal.body.CopyBodies.CloneBegun;
import io.ostler.panel.rest.internal.body.CopyBodies.CloneOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A second instance like the first. */
@Component(service = CloneResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances/{id}/clone")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "instances")
public final class CloneResource {
    private final InstanceCopies copies;
    private final TaskViews tasks;

    @Activate
    public CloneResource(@Reference InstanceCopies copies, @Reference TaskViews tasks) {
        this.copies = copies;
        this.tasks = tasks;
    }

    @POST
    @RequiresPermission(value = PermissionNames.INSTANCE_CREATE, instance = "id")
    @Audited(
            value = "instance.clone",
            kind = "instance",
            id = "id",
            values = {"name", "withFiles"})
    @Operation(
            operationId = "cloneInstance",
            summary = "Make a copy on the same node, with ports of its own, its files or none")
    @APIResponseSchema(value = CloneBegun.class, responseCode = "202", responseDescription = "The copy has begun")
    public CompletionStage<Response> copy(@Context Caller caller, @PathParam("id") String id, CloneOrder body) {
        return Blocking.limited(copies.copy(caller, new InstanceId(id), body.name(), body.withFiles()))
                .thenApply(begun -> Response.status(202)
                        .entity(new CloneBegun(begun.id().value(), tasks.of(begun.task())))
                        .build());
    }
}
