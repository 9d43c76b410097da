package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.metrics.UsageDirectory;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.body.UsageBodies.UsageHistory;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What instances used over time, kept by their nodes for thirty days. */
@Component(service = UsageResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "instances")
public final class UsageResource {
    private static final Duration UNLESS_SAID = Duration.ofHours(1);

    private final UsageDirectory usages;

    @Activate
    public UsageResource(@Reference UsageDirectory usages) {
        this.usages = usages;
    }

    @GET
    @Path("{id}/metrics")
    @Compressed
    @RequiresPermission(value = PermissionNames.METRICS_READ, instance = "id")
    @Operation(
            operationId = "getInstanceMetrics",
            summary = "What the instance used from one moment to another, unless said in the last hour")
    public CompletionStage<UsageHistory> ofInstance(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("points") @DefaultValue("300") int points) {
        var end = end(to);
        return Blocking.limited(usages.history(caller, new InstanceId(id), begin(from, end), end, points))
                .thenApply(UsageHistory::of);
    }

    static Instant end(@Nullable String text) {
        return text == null ? Instant.now() : time("to", text);
    }

    static Instant begin(@Nullable String text, Instant end) {
        return text == null ? end.minus(UNLESS_SAID) : time("from", text);
    }

    private static Instant time(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw OstlerException.invalid(field, "a time such as 2026-01-31T12:00:00Z");
        }
    }
}
