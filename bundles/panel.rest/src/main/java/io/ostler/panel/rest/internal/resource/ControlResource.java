package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.InstanceViews;
import io.ostler.panel.rest.internal.body.InstanceBodies.InputLine;
import io.ostler.panel.rest.internal.body.InstanceBodies.Instance;
import io.ostler.panel.rest.internal.body.InstanceBodies.PowerOrder;
import io.ostler.panel.rest.internal.body.TicketBodies.IssuedTicket;
import io.ostler.panel.rest.internal.body.TicketBodies.TicketOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Running an instance: power, a typed line, tickets for its streams. */
@Component(service = ControlResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "instances")
public final class ControlResource {
    private final Instances instances;
    private final InstanceViews views;

    @Activate
    public ControlResource(@Reference Instances instances, @Reference InstanceViews views) {
        this.instances = instances;
        this.views = views;
    }

    @POST
    @Path("{id}/power")
    @RequiresPermission(value = PermissionNames.INSTANCE_POWER, instance = "id")
    @Audited(value = "instance.power.{action}", kind = "instance", id = "id")
    @Operation(operationId = "power", summary = "Start, stop, restart or kill")
    @APIResponseSchema(value = Instance.class, responseCode = "202", responseDescription = "The action has begun")
    public CompletionStage<Response> power(@Context Caller caller, @PathParam("id") String id, PowerOrder body) {
        return Blocking.limited(instances.power(
                        caller, new InstanceId(id), body.action().model()))
                .thenApply(instance ->
                        Response.status(202).entity(views.of(caller, instance)).build());
    }

    @POST
    @Path("{id}/input")
    @RequiresPermission(
            value = {PermissionNames.CONSOLE_WRITE, PermissionNames.CONSOLE_COMMANDS},
            instance = "id")
    @Audited(value = "instance.console.send", kind = "instance", id = "id")
    @Operation(operationId = "sendInput", summary = "Type one line; people type through the console's stream instead")
    @APIResponse(responseCode = "204", description = "Typed")
    public CompletionStage<Response> input(@Context Caller caller, @PathParam("id") String id, InputLine body) {
        return Blocking.limited(instances.sendLine(caller, new InstanceId(id), body.line()))
                .thenApply(done -> Response.noContent().build());
    }

    @POST
    @Path("{id}/tickets")
    @RequiresPermission(
            value = {
                PermissionNames.CONSOLE_READ,
                PermissionNames.CONSOLE_COMMANDS,
                PermissionNames.CONSOLE_WRITE,
                PermissionNames.FILES_READ,
                PermissionNames.FILES_WRITE
            },
            instance = "id")
    @Audited(
            value = "instance.ticket.{scope}",
            kind = "instance",
            id = "id",
            values = {"path", "maxSize", "overwrite"},
            answersOnly = true)
    @Operation(
            operationId = "issueTicket",
            summary = "A ticket for one stream or transfer; the scope decides the right")
    @APIResponseSchema(
            value = IssuedTicket.class,
            responseCode = "201",
            responseDescription = "Good once, for a minute, from the asking origin")
    public Response ticket(@Context Caller caller, @PathParam("id") String id, TicketOrder body) {
        var ticket = instances.issueTicket(caller, new InstanceId(id), body.request());
        return Response.status(201).entity(IssuedTicket.of(ticket)).build();
    }
}
