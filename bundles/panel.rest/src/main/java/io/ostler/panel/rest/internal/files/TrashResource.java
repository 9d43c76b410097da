package io.ostler.panel.rest.internal.files;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.answer.TaskViews;
import io.ostler.panel.rest.internal.filebody.FileBodies.Kind;
import io.ostler.panel.rest.internal.filebody.HistoryBodies.Trash;
import io.ostler.panel.rest.internal.filebody.HistoryBodies.TrashItem;
import io.ostler.panel.rest.internal.filebody.TaskBodies.Task;
import io.ostler.panel.rest.internal.filebody.WorkBodies.TrashPurge;
import io.ostler.panel.rest.internal.filebody.WorkBodies.TrashRestore;
import io.ostler.protocol.Files;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The trash of an instance. */
@Component(service = TrashResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "files")
public final class TrashResource {
    private final InstanceFiles files;
    private final TaskViews views;

    @Activate
    public TrashResource(@Reference InstanceFiles files, @Reference TaskViews views) {
        this.files = files;
        this.views = views;
    }

    @GET
    @Path("{id}/files/trash")
    @Compressed
    @RequiresPermission(value = PermissionNames.FILES_READ, instance = "id")
    @Operation(operationId = "listTrash", summary = "What was deleted and can be restored, newest first")
    public CompletionStage<Trash> listTrash(@Context Caller caller, @PathParam("id") String id) {
        return Blocking.limited(files.trash(caller, new InstanceId(id)))
                .thenApply(trash ->
                        new Trash(trash.items().stream().map(this::item).toList()));
    }

    private TrashItem item(Files.TrashItem item) {
        return new TrashItem(
                item.id(),
                item.path(),
                Kind.of(item.kind()),
                item.size(),
                item.deleted(),
                item.user() == null ? null : views.somebody(item.user()),
                item.expires());
    }

    @POST
    @Path("{id}/files/trash/restore")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(value = "instance.file.trash.restore", kind = "instance", id = "id", values = "items")
    @Operation(operationId = "restoreTrash", summary = "Put deleted things back where they were")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> restoreTrash(
            @Context Caller caller, @PathParam("id") String id, TrashRestore body) {
        if (body.items().isEmpty()) {
            throw OstlerException.invalid("items", "at least one");
        }
        return views.begun(files.restore(caller, new InstanceId(id), body.items(), body.onConflict()));
    }

    @POST
    @Path("{id}/files/trash/purge")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @StepUp
    @Audited(value = "instance.file.trash.purge", kind = "instance", id = "id", values = "items")
    @Operation(operationId = "purgeTrash", summary = "Remove deleted things for good, all of them where none are named")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> purgeTrash(@Context Caller caller, @PathParam("id") String id, TrashPurge body) {
        List<String> items = body.items() == null ? List.of() : body.items();
        return views.begun(files.purge(caller, new InstanceId(id), items));
    }
}
