package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.InstanceUpkeep;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.answer.TaskViews;
import io.ostler.panel.rest.internal.body.DefinitionBodies.Definition;
import io.ostler.panel.rest.internal.body.RevisionBodies.FormerDefinition;
import io.ostler.panel.rest.internal.body.RevisionBodies.Revision;
import io.ostler.panel.rest.internal.body.RevisionBodies.Revisions;
import io.ostler.panel.rest.internal.filebody.TaskBodies.Task;
import io.ostler.protocol.Care;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Installing and updating what an instance runs, and what its definition was. */
@Component(service = UpkeepResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "instances")
public final class UpkeepResource {
    private final InstanceUpkeep upkeep;
    private final TaskViews tasks;

    @Activate
    public UpkeepResource(@Reference InstanceUpkeep upkeep, @Reference TaskViews tasks) {
        this.upkeep = upkeep;
        this.tasks = tasks;
    }

    @POST
    @Path("{id}/install")
    @RequiresPermission(value = PermissionNames.INSTANCE_UPKEEP, instance = "id")
    @Audited(value = "instance.install", kind = "instance", id = "id")
    @Operation(operationId = "installInstance", summary = "Run the install commands of the definition as a task")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> install(@Context Caller caller, @PathParam("id") String id) {
        return tasks.begun(upkeep.install(caller, new InstanceId(id)));
    }

    @POST
    @Path("{id}/update")
    @RequiresPermission(value = PermissionNames.INSTANCE_UPKEEP, instance = "id")
    @Audited(value = "instance.update", kind = "instance", id = "id")
    @Operation(operationId = "updateInstance", summary = "Run the update commands of the definition as a task")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> update(@Context Caller caller, @PathParam("id") String id) {
        return tasks.begun(upkeep.update(caller, new InstanceId(id)));
    }

    @GET
    @Compressed
    @Path("{id}/revisions")
    @RequiresPermission(value = PermissionNames.INSTANCE_EDIT, instance = "id")
    @Operation(operationId = "listRevisions", summary = "Changes of the definition, newest first; a hundred are kept")
    @APIResponseSchema(value = Revisions.class, responseCode = "200", responseDescription = "The revisions")
    public CompletionStage<Revisions> revisions(@Context Caller caller, @PathParam("id") String id) {
        return Blocking.limited(upkeep.revisions(caller, new InstanceId(id)))
                .thenApply(
                        list -> new Revisions(list.stream().map(this::revision).toList()));
    }

    @GET
    @Compressed
    @Path("{id}/revisions/{revision}")
    @RequiresPermission(value = PermissionNames.INSTANCE_EDIT, instance = "id")
    @Audited(value = "instance.revision.read", kind = "instance", id = "id", others = true, values = "revision")
    @Operation(operationId = "getRevision", summary = "The definition as it was; send it as the new one to revert")
    @APIResponseSchema(value = FormerDefinition.class, responseCode = "200", responseDescription = "The definition")
    public CompletionStage<FormerDefinition> revision(
            @Context Caller caller, @PathParam("id") String id, @PathParam("revision") long revision) {
        return Blocking.limited(upkeep.revision(caller, new InstanceId(id), revision))
                .thenApply(former ->
                        new FormerDefinition(revision(former.revision()), Definition.of(former.definition(), true)));
    }

    private Revision revision(Care.Revision revision) {
        var user = revision.user();
        return new Revision(revision.revision(), user == null ? null : tasks.somebody(user), revision.at());
    }
}
