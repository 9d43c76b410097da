package io.ostler.panel.rest.internal.files;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.TaskViews;
import io.ostler.panel.rest.internal.filebody.TaskBodies.Task;
import io.ostler.panel.rest.internal.filebody.WorkBodies.ArchiveOrder;
import io.ostler.panel.rest.internal.filebody.WorkBodies.Deletion;
import io.ostler.panel.rest.internal.filebody.WorkBodies.ExtractOrder;
import io.ostler.panel.rest.internal.filebody.WorkBodies.FetchOrder;
import io.ostler.panel.rest.internal.filebody.WorkBodies.ModeChange;
import io.ostler.panel.rest.internal.filebody.WorkBodies.TransferOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Long work on files: each answers with the task that began. */
@Component(service = WorkResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "files")
public final class WorkResource {
    private static final int MOST_BITS = 0777;

    private final InstanceFiles files;
    private final TaskViews views;

    @Activate
    public WorkResource(@Reference InstanceFiles files, @Reference TaskViews views) {
        this.files = files;
        this.views = views;
    }

    @POST
    @Path("{id}/files/copy")
    @RequiresPermission(value = PermissionNames.FILES_READ, instance = "id")
    @Audited(
            value = "instance.file.copy",
            kind = "instance",
            id = "id",
            values = {"paths", "to", "target"})
    @Operation(operationId = "copyFiles", summary = "Copy into a folder, also of another instance on the same node")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> copyFiles(@Context Caller caller, @PathParam("id") String id, TransferOrder body) {
        return views.begun(files.copy(caller, new InstanceId(id), body.model()));
    }

    @POST
    @Path("{id}/files/moves")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(
            value = "instance.file.move",
            kind = "instance",
            id = "id",
            values = {"paths", "to", "target"})
    @Operation(operationId = "moveFiles", summary = "Move into a folder, also of another instance on the same node")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> moveFiles(@Context Caller caller, @PathParam("id") String id, TransferOrder body) {
        return views.begun(files.move(caller, new InstanceId(id), body.model()));
    }

    @POST
    @Path("{id}/files/delete")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(
            value = "instance.file.delete",
            kind = "instance",
            id = "id",
            values = {"paths", "forever"})
    @Operation(operationId = "deleteFiles", summary = "Delete files and whole folders, into the trash or for good")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> deleteFiles(@Context Caller caller, @PathParam("id") String id, Deletion body) {
        return views.begun(files.delete(caller, new InstanceId(id), body.paths(), Boolean.TRUE.equals(body.forever())));
    }

    @POST
    @Path("{id}/files/mode")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(
            value = "instance.file.mode",
            kind = "instance",
            id = "id",
            values = {"paths", "mode", "recursive"})
    @Operation(operationId = "changeMode", summary = "Change permission bits")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> changeMode(@Context Caller caller, @PathParam("id") String id, ModeChange body) {
        if (body.mode() < 0 || body.mode() > MOST_BITS) {
            throw new OstlerException(
                    ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", "mode", "min", "0", "max", "" + MOST_BITS));
        }
        var recursive = Boolean.TRUE.equals(body.recursive());
        return views.begun(files.changeMode(caller, new InstanceId(id), body.paths(), body.mode(), recursive));
    }

    @POST
    @Path("{id}/files/archives")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(
            value = "instance.file.archive",
            kind = "instance",
            id = "id",
            values = {"paths", "to"})
    @Operation(operationId = "makeArchive", summary = "Make an archive of entries of one folder")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> makeArchive(
            @Context Caller caller, @PathParam("id") String id, ArchiveOrder body) {
        return views.begun(files.compress(caller, new InstanceId(id), body.model()));
    }

    @POST
    @Path("{id}/files/extract")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(
            value = "instance.file.extract",
            kind = "instance",
            id = "id",
            values = {"path", "to"})
    @Operation(operationId = "extractArchive", summary = "Extract an archive into a folder")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> extractArchive(
            @Context Caller caller, @PathParam("id") String id, ExtractOrder body) {
        return views.begun(files.extract(caller, new InstanceId(id), body.model()));
    }

    @POST
    @Path("{id}/files/fetch")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(
            value = "instance.file.fetch",
            kind = "instance",
            id = "id",
            values = {"to", "name"})
    @Operation(operationId = "fetchFile", summary = "Download from an address on the internet into a folder")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> fetchFile(@Context Caller caller, @PathParam("id") String id, FetchOrder body) {
        return views.begun(files.fetch(caller, new InstanceId(id), body.model()));
    }
}
