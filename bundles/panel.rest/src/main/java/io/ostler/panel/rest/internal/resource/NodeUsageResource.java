package io.ostler.panel.rest.internal.resource;

import io.ostler.model.NodeId;
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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What nodes used over time, kept by themselves for thirty days. */
@Component(service = NodeUsageResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("nodes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "nodes")
public final class NodeUsageResource {
    private final UsageDirectory usages;

    @Activate
    public NodeUsageResource(@Reference UsageDirectory usages) {
        this.usages = usages;
    }

    @GET
    @Path("{id}/metrics")
    @Compressed
    @RequiresPermission(value = PermissionNames.NODE_VIEW, node = "id")
    @Operation(
            operationId = "getNodeMetrics",
            summary = "What the node used from one moment to another, unless said in the last hour")
    public CompletionStage<UsageHistory> ofNode(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("points") @DefaultValue("300") int points) {
        var end = UsageResource.end(to);
        return Blocking.limited(usages.history(caller, new NodeId(id), UsageResource.begin(from, end), end, points))
                .thenApply(UsageHistory::of);
    }
}
