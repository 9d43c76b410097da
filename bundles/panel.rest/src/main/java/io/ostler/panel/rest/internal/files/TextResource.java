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
import io.ostler.panel.rest.internal.answer.ETags;
import io.ostler.panel.rest.internal.filebody.FileBodies.Text;
import io.ostler.panel.rest.internal.filebody.FileBodies.TextChange;
import io.ostler.panel.rest.internal.filebody.FileBodies.Written;
import io.ostler.panel.rest.internal.request.TakesText;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Text files for the editor. */
@Component(service = TextResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "files")
public final class TextResource {
    private final InstanceFiles files;

    @Activate
    public TextResource(@Reference InstanceFiles files) {
        this.files = files;
    }

    @GET
    @Path("{id}/files/text")
    @RequiresPermission(value = PermissionNames.FILES_READ, instance = "id")
    @Audited(value = "instance.file.read", kind = "instance", id = "id", others = true, values = "path")
    @Operation(
            operationId = "readText",
            summary = "A text file for the editor, with its ETag; without encoding: by byte order mark, else UTF-8")
    @APIResponseSchema(value = Text.class, responseCode = "200", responseDescription = "The text")
    public CompletionStage<Response> readText(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("path") @DefaultValue("") String path,
            @QueryParam("encoding") @DefaultValue("") String encoding) {
        return Blocking.limited(files.readText(caller, new InstanceId(id), path, encoding))
                .thenApply(text -> Response.ok(Text.of(text))
                        .header(HttpHeaders.ETAG, ETags.quoted(text.etag()))
                        .build());
    }

    @PUT
    @Path("{id}/files/text")
    @TakesText
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(value = "instance.file.write", kind = "instance", id = "id", values = "path")
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
        return Blocking.limited(files.writeText(caller, new InstanceId(id), path, body.text(), body.encoding(), tag))
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
}
