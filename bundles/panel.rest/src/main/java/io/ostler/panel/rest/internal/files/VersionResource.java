package io.ostler.panel.rest.internal.files;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.TaskViews;
import io.ostler.panel.rest.internal.filebody.FileBodies.Text;
import io.ostler.panel.rest.internal.filebody.FileBodies.Written;
import io.ostler.panel.rest.internal.filebody.HistoryBodies.Version;
import io.ostler.panel.rest.internal.filebody.HistoryBodies.VersionList;
import io.ostler.protocol.Files;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Former contents of text files. */
@Component(service = VersionResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "files")
public final class VersionResource {
    private final InstanceFiles files;
    private final TaskViews views;

    @Activate
    public VersionResource(@Reference InstanceFiles files, @Reference TaskViews views) {
        this.files = files;
        this.views = views;
    }

    @GET
    @Path("{id}/files/versions")
    @RequiresPermission(value = PermissionNames.FILES_READ, instance = "id")
    @Operation(operationId = "listVersions", summary = "What a text file was before, newest first")
    public CompletionStage<VersionList> listVersions(
            @Context Caller caller, @PathParam("id") String id, @QueryParam("path") @DefaultValue("") String path) {
        return Blocking.limited(files.versions(caller, new InstanceId(id), path))
                .thenApply(found -> new VersionList(
                        found.path(),
                        found.versions().stream().map(this::version).toList()));
    }

    private Version version(Files.Version version) {
        return new Version(
                version.id(),
                version.at(),
                version.size(),
                version.user() == null ? null : views.somebody(version.user()));
    }

    @GET
    @Path("{id}/files/versions/{version}")
    @RequiresPermission(value = PermissionNames.FILES_READ, instance = "id")
    @Audited(
            value = "instance.file.version.read",
            kind = "instance",
            id = "id",
            others = true,
            values = {"path", "version"})
    @Operation(operationId = "readVersion", summary = "The text of a version")
    public CompletionStage<Text> readVersion(
            @Context Caller caller,
            @PathParam("id") String id,
            @PathParam("version") String version,
            @QueryParam("path") @DefaultValue("") String path,
            @QueryParam("encoding") @DefaultValue("") String encoding) {
        return Blocking.limited(files.readVersion(caller, new InstanceId(id), path, version, encoding))
                .thenApply(Text::of);
    }

    @POST
    @Path("{id}/files/versions/{version}/restore")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(
            value = "instance.file.version.restore",
            kind = "instance",
            id = "id",
            values = {"path", "version"})
    @Operation(operationId = "restoreVersion", summary = "Bring a version back; what the file is now becomes a version")
    public CompletionStage<Written> restoreVersion(
            @Context Caller caller,
            @PathParam("id") String id,
            @PathParam("version") String version,
            @QueryParam("path") @DefaultValue("") String path) {
        return Blocking.limited(files.restoreVersion(caller, new InstanceId(id), path, version))
                .thenApply(Written::of);
    }
}
