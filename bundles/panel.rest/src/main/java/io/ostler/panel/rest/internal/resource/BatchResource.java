package io.ostler.panel.rest.internal.resource;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.batch.Batches;
import io.ostler.panel.api.factor.Confirmations;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.body.BatchBodies.Batch;
import io.ostler.panel.rest.internal.body.BatchBodies.BatchAction;
import io.ostler.panel.rest.internal.body.BatchBodies.BatchList;
import io.ostler.panel.rest.internal.body.BatchBodies.BatchOrder;
import io.ostler.panel.rest.internal.request.Callers;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One action on many instances; each of them is checked when its turn comes. */
@Component(service = BatchResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("batches")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "batches")
public final class BatchResource {
    private final Batches batches;
    private final Confirmations confirmations;

    @Activate
    public BatchResource(@Reference Batches batches, @Reference Confirmations confirmations) {
        this.batches = batches;
        this.confirmations = confirmations;
    }

    @POST
    @RequiresPermission(PermissionNames.INSTANCE_VIEW)
    @Audited(
            value = "batch.begin",
            kind = "batch",
            values = {"action", "ids", "withFiles", "filter"})
    @Operation(operationId = "beginBatch", summary = "Start, stop, restart, kill or delete many instances")
    @APIResponseSchema(
            value = Batch.class,
            responseCode = "202",
            responseDescription = "Begun, with its results so far")
    public Response begin(@Context Caller caller, @Context Callers.Identified who, BatchOrder body) {
        if (body.action() == BatchAction.DELETE) {
            requireProof(who);
        }
        return Response.status(202)
                .entity(Batch.whole(batches.begin(caller, body.model())))
                .build();
    }

    /** Deleting many wants what deleting one wants; starting many doesn't. */
    private void requireProof(Callers.Identified who) {
        var session = who.session();
        var key = who.caller().key();
        if (session != null) {
            confirmations.require(session);
        } else if (key == null || !key.namesExpressly(Permission.INSTANCE_DELETE)) {
            throw new OstlerException(ErrorCode.API_KEY_NOT_ENOUGH);
        }
    }

    @GET
    @RequiresPermission(PermissionNames.INSTANCE_VIEW)
    @Operation(
            operationId = "listBatches",
            summary = "One's own batches, for administrators all: under way and the last that ended, newest first")
    public BatchList list(@Context Caller caller) {
        return new BatchList(batches.list(caller).stream().map(Batch::summary).toList());
    }

    @GET
    @Path("{id}")
    @RequiresPermission(PermissionNames.INSTANCE_VIEW)
    @Operation(operationId = "getBatch", summary = "One batch with a result for each instance")
    public Batch get(@Context Caller caller, @PathParam("id") String id) {
        return Batch.whole(batches.get(caller, id));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(PermissionNames.INSTANCE_VIEW)
    @Audited(value = "batch.remove", kind = "batch", id = "id")
    @Operation(
            operationId = "removeBatch",
            summary = "Cancel what hasn't begun; one that has ended is taken off the list")
    @APIResponse(responseCode = "204", description = "Cancelled or taken off")
    public void remove(@Context Caller caller, @PathParam("id") String id) {
        batches.remove(caller, id);
    }
}
