package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.ConsolePeople;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.body.PeopleBodies.CommandHistory;
import io.ostler.panel.rest.internal.body.PeopleBodies.ConsoleInputs;
import io.ostler.panel.rest.internal.body.PeopleBodies.ConsolePresence;
import io.ostler.panel.rest.internal.body.PeopleBodies.TerminalSize;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** People at an instance's console: who is there, who typed what, the size that they share. */
@Component(service = ConsolePeopleResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "instances")
public final class ConsolePeopleResource {
    private final ConsolePeople people;

    @Activate
    public ConsolePeopleResource(@Reference ConsolePeople people) {
        this.people = people;
    }

    @GET
    @Path("{id}/console/viewers")
    @RequiresPermission(value = PermissionNames.CONSOLE_READ, instance = "id")
    @Operation(operationId = "listConsoleViewers", summary = "Who has the console open; changes are events of presence")
    public ConsolePresence viewers(@Context Caller caller, @PathParam("id") String id) {
        return ConsolePresence.of(people.presence(caller, new InstanceId(id)));
    }

    @GET
    @Path("{id}/console/history")
    @RequiresPermission(
            value = {PermissionNames.CONSOLE_COMMANDS, PermissionNames.CONSOLE_WRITE},
            instance = "id")
    @Operation(operationId = "getCommandHistory", summary = "The caller's own last 500 commands")
    @APIResponseSchema(value = CommandHistory.class, responseCode = "200")
    public CompletionStage<CommandHistory> history(@Context Caller caller, @PathParam("id") String id) {
        var instance = new InstanceId(id);
        return Blocking.call(() -> new CommandHistory(people.history(caller, instance)));
    }

    @GET
    @Path("{id}/console/inputs")
    @RequiresPermission(value = PermissionNames.INSTANCE_MEMBERS, instance = "id")
    @Audited(
            value = "instance.console.inputs.read",
            kind = "instance",
            id = "id",
            others = true,
            values = {"user", "before"})
    @Operation(operationId = "listConsoleInputs", summary = "Who typed what, newest first; keys are only counted")
    @APIResponseSchema(value = ConsoleInputs.class, responseCode = "200")
    public CompletionStage<ConsoleInputs> inputs(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("before") @Nullable String before,
            @QueryParam("user") @Nullable String user,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        var instance = new InstanceId(id);
        var until = before == null ? null : time(before);
        var person = user == null ? null : new UserId(user);
        return Blocking.call(() -> ConsoleInputs.of(people.inputs(caller, instance, until, person, limit)));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw OstlerException.invalid("before", "a time such as 2026-01-31T12:00:00Z");
        }
    }

    @PUT
    @Path("{id}/console/size")
    @RequiresPermission(value = PermissionNames.CONSOLE_WRITE, instance = "id")
    @Audited(
            value = "instance.console.size",
            kind = "instance",
            id = "id",
            values = {"columns", "rows"})
    @Operation(operationId = "pinConsoleSize", summary = "Fix the terminal's size for all, or let the smallest decide")
    @APIResponse(responseCode = "204", description = "It holds now")
    public CompletionStage<Response> size(@Context Caller caller, @PathParam("id") String id, TerminalSize body) {
        return Blocking.limited(people.pin(caller, new InstanceId(id), body.columns(), body.rows()))
                .thenApply(done -> Response.noContent().build());
    }
}
