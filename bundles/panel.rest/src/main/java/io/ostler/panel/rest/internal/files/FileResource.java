package io.ostler.panel.rest.internal.files;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.filebody.FileBodies.Entry;
import io.ostler.panel.rest.internal.filebody.FileBodies.Folder;
import io.ostler.panel.rest.internal.filebody.FileBodies.Found;
import io.ostler.panel.rest.internal.filebody.FileBodies.Move;
import io.ostler.panel.rest.internal.filebody.FileBodies.NewFolder;
import io.ostler.panel.rest.internal.filebody.FileBodies.SftpAccess;
import io.ostler.panel.rest.internal.filebody.FileBodies.Usage;
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
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Files of an instance; bytes go straight between browser and daemon, with a ticket. */
@Component(service = FileResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "files")
public final class FileResource {
    private static final int LONGEST_PAGE = 1000;

    private final InstanceFiles files;

    @Activate
    public FileResource(@Reference InstanceFiles files) {
        this.files = files;
    }

    @GET
    @Path("{id}/files")
    @Compressed
    @RequiresPermission(value = PermissionNames.FILES_READ, instance = "id")
    @Operation(operationId = "listFiles", summary = "What is in a folder; folders first")
    public CompletionStage<Folder> listFiles(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("path") @DefaultValue("") String path,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("200") int limit,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"name", "size", "modified"}))
                    @QueryParam("sort")
                    @DefaultValue("name")
                    String sort,
            @QueryParam("descending") @DefaultValue("false") boolean descending) {
        checkLimit(limit);
        var listing = new InstanceFiles.Listing(path, cursor, limit, sort(sort), descending);
        return Blocking.limited(files.list(caller, new InstanceId(id), listing)).thenApply(Folder::of);
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new OstlerException(
                    ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", "limit", "min", "1", "max", "" + LONGEST_PAGE));
        }
    }

    private static Files.Sort sort(String name) {
        return switch (name) {
            case "name" -> Files.Sort.NAME;
            case "size" -> Files.Sort.SIZE;
            case "modified" -> Files.Sort.MODIFIED;
            default -> throw OstlerException.invalid("sort", "name, size or modified");
        };
    }

    @POST
    @Path("{id}/files/folders")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(value = "instance.file.folder", kind = "instance", id = "id", values = "path")
    @Operation(operationId = "makeFolder", summary = "Make a folder")
    @APIResponseSchema(value = Entry.class, responseCode = "201", responseDescription = "Made")
    public CompletionStage<Response> makeFolder(@Context Caller caller, @PathParam("id") String id, NewFolder body) {
        return Blocking.limited(files.makeFolder(caller, new InstanceId(id), body.path()))
                .thenApply(entry -> Response.status(201).entity(Entry.of(entry)).build());
    }

    @POST
    @Path("{id}/files/move")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(
            value = "instance.file.move",
            kind = "instance",
            id = "id",
            values = {"from", "to", "overwrite"})
    @Operation(operationId = "moveFile", summary = "Rename or move one entry inside the instance")
    public CompletionStage<Entry> moveFile(@Context Caller caller, @PathParam("id") String id, Move body) {
        var overwrite = Boolean.TRUE.equals(body.overwrite());
        return Blocking.limited(files.rename(caller, new InstanceId(id), body.from(), body.to(), overwrite))
                .thenApply(Entry::of);
    }

    @GET
    @Path("{id}/files/search")
    @Compressed
    @RequiresPermission(value = PermissionNames.FILES_READ, instance = "id")
    @Audited(
            value = "instance.file.search",
            kind = "instance",
            id = "id",
            others = true,
            values = {"path", "name", "content"})
    @Operation(operationId = "searchFiles", summary = "Find files by their names or contents")
    public CompletionStage<Found> searchFiles(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("path") @DefaultValue("") String path,
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("content") @DefaultValue("") String content,
            @QueryParam("regex") @DefaultValue("false") boolean regex,
            @QueryParam("matchCase") @DefaultValue("false") boolean matchCase,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        checkLimit(limit);
        if (name.isEmpty() && content.isEmpty()) {
            throw OstlerException.invalid("name", "a name or content to look for");
        }
        var search = new InstanceFiles.Search(path, name, content, regex, matchCase, limit);
        return Blocking.limited(files.search(caller, new InstanceId(id), search))
                .thenApply(Found::of);
    }

    @GET
    @Path("{id}/files/usage")
    @RequiresPermission(value = PermissionNames.FILES_READ, instance = "id")
    @Operation(operationId = "fileUsage", summary = "What the files take on disk, and how much they may")
    public CompletionStage<Usage> fileUsage(@Context Caller caller, @PathParam("id") String id) {
        return Blocking.limited(files.usage(caller, new InstanceId(id))).thenApply(Usage::of);
    }

    @GET
    @Path("{id}/sftp")
    @RequiresPermission(value = PermissionNames.FILES_READ, instance = "id")
    @Operation(operationId = "sftpAccess", summary = "How to reach the files over SFTP")
    public SftpAccess sftpAccess(@Context Caller caller, @PathParam("id") String id) {
        return SftpAccess.of(files.sftp(caller, new InstanceId(id)));
    }
}
