package io.ostler.panel.rest.internal.resource;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.audit.AuditLog;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.audit.AuditExport;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.audit.AuditQuery;
import io.ostler.panel.rest.internal.body.AuditBodies.AuditPage;
import io.ostler.panel.rest.internal.body.AuditBodies.AuditRetention;
import io.ostler.panel.rest.internal.body.AuditBodies.AuditVerification;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who did what. Nothing here changes or removes a record. */
@Component(service = AuditResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("audit")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public final class AuditResource {
    private final AuditLog log;

    @Activate
    public AuditResource(@Reference AuditLog log) {
        this.log = log;
    }

    @GET
    @Compressed
    @RequiresPermission(PermissionNames.AUDIT_READ)
    @Operation(operationId = "listAudit", summary = "What was recorded, newest first, in pages")
    public CompletionStage<AuditPage> list(
            @Context Caller caller,
            @BeanParam AuditQuery query,
            @QueryParam("cursor") @Nullable Long cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return Blocking.call(() -> AuditPage.of(log.page(caller, query.filter(), cursor, limit)));
    }

    @GET
    @Path("export")
    @Produces({"application/jsonl", "text/csv"})
    @RequiresPermission(PermissionNames.AUDIT_READ)
    @Audited(
            value = "audit.export",
            kind = "audit",
            id = "none",
            values = {"format", "from", "to", "user", "act", "kind", "object", "outcome", "q", "address"})
    @Operation(operationId = "exportAudit", summary = "All that match, oldest first: JSON Lines or CSV")
    @APIResponse(responseCode = "200", description = "One record a line")
    public CompletionStage<Response> export(
            @Context Caller caller,
            @BeanParam AuditQuery query,
            @QueryParam("format") @DefaultValue("jsonl") String format) {
        var export = switch (format) {
            case "jsonl" -> AuditExport.JSONL;
            case "csv" -> AuditExport.CSV;
            default -> throw OstlerException.invalid("format", "jsonl or csv");
        };
        var filter = query.filter();
        StreamingOutput body = out -> {
            var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            log.export(caller, filter, export.to(writer));
            writer.flush();
        };
        return Blocking.call(() -> Response.ok(body, export.type() + ";charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"audit." + format + "\"")
                .build());
    }

    @GET
    @Path("verification")
    @RequiresPermission(PermissionNames.AUDIT_READ)
    @Operation(operationId = "getAuditVerification", summary = "How far the latest verification of the chain is")
    public CompletionStage<AuditVerification> verification(@Context Caller caller) {
        return Blocking.call(() -> AuditVerification.of(log.verification(caller)));
    }

    @POST
    @Path("verification")
    @RequiresPermission(PermissionNames.AUDIT_READ)
    @Audited(value = "audit.verify", kind = "audit", id = "none")
    @Operation(operationId = "verifyAudit", summary = "Begin to verify the chain of records")
    public CompletionStage<AuditVerification> verify(@Context Caller caller) {
        return Blocking.call(() -> AuditVerification.of(log.verify(caller)));
    }

    @GET
    @Path("retention")
    @RequiresPermission(PermissionNames.AUDIT_READ)
    @Operation(operationId = "getAuditRetention", summary = "How long records are kept")
    public CompletionStage<AuditRetention> retention(@Context Caller caller) {
        return Blocking.call(() -> AuditRetention.of(log.retention(caller)));
    }

    @PUT
    @Path("retention")
    @RequiresPermission(PermissionNames.AUDIT_MANAGE)
    @StepUp
    @Audited(value = "audit.retention.change", kind = "audit", id = "none")
    @Operation(operationId = "changeAuditRetention", summary = "Change how long records are kept")
    public CompletionStage<AuditRetention> keep(@Context Caller caller, @Context AuditNote note, AuditRetention body) {
        return Blocking.call(() -> {
            var former = AuditRetention.of(log.retention(caller));
            note.change(former, body);
            log.keep(caller, body.model());
            return body;
        });
    }
}
