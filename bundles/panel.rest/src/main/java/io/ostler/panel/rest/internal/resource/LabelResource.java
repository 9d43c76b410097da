package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.InstanceLabels;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.ETags;
import io.ostler.panel.rest.internal.answer.InstanceViews;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.InstanceBodies.Instance;
import io.ostler.panel.rest.internal.body.LabelBodies.Expiry;
import io.ostler.panel.rest.internal.body.LabelBodies.LabelChange;
import io.ostler.panel.rest.internal.body.LabelBodies.Labels;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

/** What is written on an instance, and until when it may run. */
@Component(service = LabelResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "instances")
public final class LabelResource {
    private final InstanceLabels labels;
    private final Instances instances;
    private final InstanceViews views;

    @Activate
    public LabelResource(
            @Reference InstanceLabels labels, @Reference Instances instances, @Reference InstanceViews views) {
        this.labels = labels;
        this.instances = instances;
        this.views = views;
    }

    @GET
    @Path("{id}/labels")
    @RequiresPermission(value = PermissionNames.INSTANCE_VIEW, instance = "id")
    @Operation(operationId = "getLabels", summary = "Tags, notes and folder; the ETag is their revision")
    @APIResponseSchema(value = Labels.class, responseCode = "200", responseDescription = "The labels")
    public Response get(@Context Caller caller, @PathParam("id") String id) {
        return tagged(labels.get(caller, new InstanceId(id)));
    }

    @PUT
    @Path("{id}/labels")
    @RequiresPermission(
            value = {PermissionNames.INSTANCE_EDIT, PermissionNames.INSTANCE_RENAME},
            instance = "id")
    @Audited(
            value = "instance.labels.change",
            kind = "instance",
            id = "id",
            values = {"tags", "folder"})
    @Operation(operationId = "changeLabels", summary = "Write tags, notes and folder in place of the former ones")
    @APIResponseSchema(value = Labels.class, responseCode = "200", responseDescription = "As they are kept")
    public CompletionStage<Response> change(
            @Context Caller caller,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context AuditNote note,
            LabelChange body) {
        var tag = ETags.required(ifMatch);
        var instance = new InstanceId(id);
        return Blocking.call(() -> {
            var former = labels.get(caller, instance);
            long revision = tag.equals(ETags.ANY) ? former.revision() : ETags.revision(tag);
            var written = labels.put(caller, instance, body.tags(), body.notes(), body.folder(), revision)
                    .labels();
            // Notes are where people write down what nobody else should read: only that they differ is told.
            note.change(withoutNotes(former), withoutNotes(written), Labels.of(former), Labels.of(written));
            return tagged(written);
        });
    }

    @PUT
    @Path("{id}/expiry")
    @RequiresPermission(value = PermissionNames.INSTANCE_EDIT, instance = "id")
    @Audited(value = "instance.expiry.change", kind = "instance", id = "id", values = "expires")
    @Operation(
            operationId = "changeExpiry",
            summary = "From when on the instance can't be started and is stopped; null: never")
    public CompletionStage<Instance> expire(
            @Context Caller caller, @PathParam("id") String id, @Context AuditNote note, Expiry body) {
        var instance = new InstanceId(id);
        var former = AuditNote.former(() -> told(instances.get(caller, instance)));
        return Blocking.limited(labels.expire(caller, instance, body.instant())).thenApply(changed -> {
            former.ifPresent(was -> note.change(was, told(changed)));
            return views.of(caller, changed);
        });
    }

    private static Expiry told(Instances.Instance instance) {
        var expires = instance.snapshot().definition().care().expires();
        return new Expiry(expires == null ? null : expires.toString());
    }

    private static Labels withoutNotes(io.ostler.panel.api.instance.Labels labels) {
        return new Labels(labels.tags(), null, labels.folder(), labels.revision());
    }

    private static Response tagged(io.ostler.panel.api.instance.Labels labels) {
        return Response.ok(Labels.of(labels))
                .header(HttpHeaders.ETAG, ETags.quoted(Long.toString(labels.revision())))
                .build();
    }
}
