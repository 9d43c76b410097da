package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.api.storage.StorageSettings;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.StorageBodies.BackupRequest;
import io.ostler.panel.rest.internal.body.StorageBodies.DatabaseServer;
import io.ostler.panel.rest.internal.body.StorageBodies.DatabaseTrial;
import io.ostler.panel.rest.internal.body.StorageBodies.Storage;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The panel's database and its backups. */
@Component(service = StorageResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("storage")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "storage")
public final class StorageResource {
    private final StorageSettings storage;

    @Activate
    public StorageResource(@Reference StorageSettings storage) {
        this.storage = storage;
    }

    @GET
    @RequiresPermission(PermissionNames.STORAGE_MANAGE)
    @Operation(operationId = "getStorage", summary = "The database in use, what is planned, backups")
    public CompletionStage<Storage> get(@Context Caller caller) {
        return Blocking.call(() -> Storage.of(storage.status(caller)));
    }

    @POST
    @Path("trial")
    @RequiresPermission(PermissionNames.STORAGE_MANAGE)
    @Audited(
            value = "storage.trial",
            kind = "storage",
            id = "none",
            values = {"host", "port", "database", "user", "tls"})
    @Operation(operationId = "tryDatabase", summary = "Connect once to a PostgreSQL database, without using it")
    public CompletionStage<DatabaseTrial> tryOut(@Context Caller caller, DatabaseServer body) {
        return Blocking.call(() -> DatabaseTrial.of(storage.tryOut(caller, body.model())));
    }

    @PUT
    @Path("plan")
    @RequiresPermission(PermissionNames.STORAGE_MANAGE)
    @StepUp
    @Audited(
            value = "storage.plan",
            kind = "storage",
            id = "none",
            values = {"host", "port", "database", "user", "tls"})
    @Operation(operationId = "planDatabase", summary = "Copy everything there at the next start, and use it then")
    public CompletionStage<Storage> plan(@Context Caller caller, @Context AuditNote note, DatabaseServer body) {
        return Blocking.call(() -> {
            var former = storage.status(caller);
            var planned = storage.plan(caller, body.model());
            note.change(place(former), place(planned));
            return Storage.of(planned);
        });
    }

    /** Where the panel's data is from the next start on. */
    private static Map<String, String> place(StorageSettings.Status status) {
        var plan = status.plan();
        return Map.of("place", plan == null ? status.place() : plan.place());
    }

    @DELETE
    @Path("plan")
    @RequiresPermission(PermissionNames.STORAGE_MANAGE)
    @Audited(value = "storage.plan.cancel", kind = "storage", id = "none")
    @Operation(operationId = "cancelDatabasePlan", summary = "Stay with the present database")
    public CompletionStage<Storage> cancel(@Context Caller caller, @Context AuditNote note) {
        return Blocking.call(() -> {
            var former = storage.status(caller);
            var present = storage.cancelPlan(caller);
            note.change(place(former), place(present));
            return Storage.of(present);
        });
    }

    @POST
    @Path("backups")
    @RequiresPermission(PermissionNames.STORAGE_MANAGE)
    @Audited(value = "storage.backup", kind = "storage", id = "none")
    @Operation(operationId = "backUp", summary = "Begin a backup of the panel's own data")
    @APIResponseSchema(value = Storage.class, responseCode = "202", responseDescription = "Begun")
    public CompletionStage<Response> backUp(@Context Caller caller, BackupRequest body) {
        return Blocking.call(() -> Response.accepted(Storage.of(storage.backUp(caller, body.passphrase())))
                .build());
    }

    @GET
    @Path("backups/{name}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RequiresPermission(PermissionNames.STORAGE_MANAGE)
    @Audited(value = "storage.backup.download", kind = "backup", id = "name")
    @Operation(operationId = "downloadBackup", summary = "The file of a backup")
    @APIResponse(responseCode = "200", description = "A zip file")
    public CompletionStage<Response> download(@Context Caller caller, @PathParam("name") String name) {
        return Blocking.call(() -> {
            var file = storage.backup(caller, name);
            StreamingOutput body = out -> Files.copy(file, out);
            return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM)
                    .header("Content-Disposition", "attachment; filename=\"" + file.getFileName() + "\"")
                    .build();
        });
    }

    @DELETE
    @Path("backups/{name}")
    @RequiresPermission(PermissionNames.STORAGE_MANAGE)
    @StepUp
    @Audited(value = "storage.backup.delete", kind = "backup", id = "name")
    @Operation(operationId = "deleteBackup", summary = "Delete a backup")
    public CompletionStage<Storage> delete(
            @Context Caller caller, @PathParam("name") String name, @Context AuditNote note) {
        return Blocking.call(() -> {
            var former = Storage.of(storage.status(caller)).backups();
            var present = Storage.of(storage.deleteBackup(caller, name));
            former.stream().filter(backup -> backup.name().equals(name)).forEach(note::gone);
            return present;
        });
    }
}
