package io.ostler.panel.rest.internal.resource;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.ETags;
import io.ostler.panel.rest.internal.body.FileBodies.Deletion;
import io.ostler.panel.rest.internal.body.FileBodies.Entry;
import io.ostler.panel.rest.internal.body.FileBodies.Folder;
import io.ostler.panel.rest.internal.body.FileBodies.Move;
import io.ostler.panel.rest.internal.body.FileBodies.NewFolder;
import io.ostler.panel.rest.internal.body.FileBodies.Text;
import io.ostler.panel.rest.internal.body.FileBodies.TextChange;
import io.ostler.panel.rest.internal.body.FileBodies.Written;
import io.ostler.panel.rest.internal.request.TakesText;
import io.ostler.protocol.Files;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    @RequiresPermission(value = Permission.FILES_READ, instance = "id")
    @Operation(operationId = "listFiles", summary = "What is in a folder; folders first")
    public CompletionStage<Folder> list(
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
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new OstlerException(
                    ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", "limit", "min", "1", "max", "" + LONGEST_PAGE));
        }
        var request = new Files.ListRequest(new InstanceId(id), path, cursor, limit, sort(sort), descending);
        return Blocking.limited(files.list(caller, request)).thenApply(Folder::of);
    }

    private static Files.Sort sort(String name) {
        return switch (name) {
            case "name" -> Files.Sort.NAME;
            case "size" -> Files.Sort.SIZE;
            case "modified" -> Files.Sort.MODIFIED;
            default -> throw OstlerException.invalid("sort", "name, size or modified");
        };
    }

    @GET
    @Path("{id}/files/text")
    @RequiresPermission(value = Permission.FILES_READ, instance = "id")
    @Operation(operationId = "readText", summary = "A text file for the editor, with its ETag")
    @APIResponseSchema(value = Text.class, responseCode = "200", responseDescription = "The text")
    public CompletionStage<Response> readText(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("path") @DefaultValue("") String path,
            @QueryParam("encoding") @DefaultValue("UTF-8") String encoding) {
        return Blocking.limited(files.readText(caller, new Files.ReadTextRequest(new InstanceId(id), path, encoding)))
                .thenApply(text -> Response.ok(Text.of(text))
                        .header(HttpHeaders.ETAG, ETags.quoted(text.etag()))
                        .build());
    }

    @PUT
    @Path("{id}/files/text")
    @TakesText
    @RequiresPermission(value = Permission.FILES_WRITE, instance = "id")
    @Operation(
            operationId = "writeText",
            summary = "Save a text file: If-Match with the ETag that was read, or If-None-Match: * for a new file")
    @APIResponseSchema(value = Written.class, responseCode = "200", responseDescription = "Saved")
    public CompletionStage<Response> writeText(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("path") @DefaultValue("") String path,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            TextChange body) {
        var isNew = ifMatch == null && ETags.ANY.equals(ifNoneMatch);
        var tag = isNew ? null : existing(ifMatch);
        var request = new Files.WriteTextRequest(new InstanceId(id), path, body.text(), body.encoding(), tag);
        return Blocking.limited(files.writeText(caller, request))
                .thenApply(written -> Response.ok(Written.of(written))
                        .header(HttpHeaders.ETAG, ETags.quoted(written.etag()))
                        .build());
    }

    /** A file is never overwritten without knowing what was in it, so {@code *} isn't enough. */
    private static String existing(@Nullable String ifMatch) {
        var tag = ETags.required(ifMatch);
        if (tag.equals(ETags.ANY)) {
            throw new OstlerException(ErrorCode.PRECONDITION_REQUIRED);
        }
        return tag;
    }

    @POST
    @Path("{id}/files/folders")
    @RequiresPermission(value = Permission.FILES_WRITE, instance = "id")
    @Operation(operationId = "makeFolder", summary = "Make a folder")
    @APIResponseSchema(value = Entry.class, responseCode = "201", responseDescription = "Made")
    public CompletionStage<Response> makeFolder(@Context Caller caller, @PathParam("id") String id, NewFolder body) {
        return Blocking.limited(files.makeFolder(caller, new Files.PathRequest(new InstanceId(id), body.path())))
                .thenApply(entry -> Response.status(201).entity(Entry.of(entry)).build());
    }

    @POST
    @Path("{id}/files/move")
    @RequiresPermission(value = Permission.FILES_WRITE, instance = "id")
    @Operation(operationId = "moveFile", summary = "Rename or move inside the instance")
    public CompletionStage<Entry> move(@Context Caller caller, @PathParam("id") String id, Move body) {
        var overwrite = Boolean.TRUE.equals(body.overwrite());
        var request = new Files.MoveRequest(new InstanceId(id), body.from(), body.to(), overwrite);
        return Blocking.limited(files.move(caller, request)).thenApply(Entry::of);
    }

    @POST
    @Path("{id}/files/delete")
    @RequiresPermission(value = Permission.FILES_WRITE, instance = "id")
    @Operation(operationId = "deleteFiles", summary = "Delete files and whole folders")
    @APIResponse(responseCode = "204", description = "Deleted")
    public CompletionStage<Response> delete(@Context Caller caller, @PathParam("id") String id, Deletion body) {
        return Blocking.limited(files.delete(caller, new Files.DeleteRequest(new InstanceId(id), body.paths())))
                .thenApply(done -> Response.noContent().build());
    }
}
