package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.ConsoleLogs;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.body.ConsoleLogBodies.ConsoleFound;
import io.ostler.panel.rest.internal.body.ConsoleLogBodies.ConsolePlace;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is stored of a console. Its bytes come by the daemon's stream. */
@Component(service = ConsoleLogResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "instances")
public final class ConsoleLogResource {
    private final ConsoleLogs logs;

    @Activate
    public ConsoleLogResource(@Reference ConsoleLogs logs) {
        this.logs = logs;
    }

    @GET
    @Path("{id}/console/search")
    @Compressed
    @RequiresPermission(value = PermissionNames.CONSOLE_READ, instance = "id")
    @Audited(value = "instance.console.search", kind = "instance", id = "id", others = true, values = "text")
    @Operation(
            operationId = "searchConsole",
            summary = "Find lines of the stored output by text or regular expression, level and time")
    public CompletionStage<ConsoleFound> searchConsole(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("text") @DefaultValue("") String text,
            @QueryParam("regex") @DefaultValue("false") boolean regex,
            @QueryParam("matchCase") @DefaultValue("false") boolean matchCase,
            @QueryParam("level") @Nullable String level,
            @QueryParam("after") @Nullable String after,
            @QueryParam("before") @Nullable String before,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("backwards") @DefaultValue("false") boolean backwards,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        var search = new ConsoleLogs.Search(
                text,
                regex,
                matchCase,
                level,
                time("after", after),
                time("before", before),
                from,
                to,
                backwards,
                limit);
        return Blocking.limited(logs.search(caller, new InstanceId(id), search)).thenApply(ConsoleFound::of);
    }

    @GET
    @Path("{id}/console/place")
    @RequiresPermission(value = PermissionNames.CONSOLE_READ, instance = "id")
    @Operation(operationId = "consolePlace", summary = "What is stored, and where a time begins in it")
    public CompletionStage<ConsolePlace> consolePlace(
            @Context Caller caller, @PathParam("id") String id, @QueryParam("at") @Nullable String at) {
        return Blocking.limited(logs.place(caller, new InstanceId(id), time("at", at)))
                .thenApply(ConsolePlace::of);
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw OstlerException.invalid(field, "a time as in 2026-01-31T12:00:00Z");
        }
    }
}
