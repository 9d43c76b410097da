package io.ostler.panel.core.internal.usage;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.metrics.UsageDirectory;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.protocol.Metrics;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is and was used, with people's rights. Thread-safe, doesn't block. */
@Component(service = UsageDirectory.class)
public final class UsageDirectoryService implements UsageDirectory {
    private static final int MOST_POINTS = 2000;

    private final AccessControl access;
    private final InstanceDirectory directory;
    private final NodeTable nodes;
    private final UsageTable usages;

    @Activate
    public UsageDirectoryService(
            @Reference AccessControl access,
            @Reference InstanceDirectory directory,
            @Reference NodeTable nodes,
            @Reference UsageTable usages) {
        this.access = access;
        this.directory = directory;
        this.nodes = nodes;
        this.usages = usages;
    }

    @Override
    public Optional<Metrics.Sample> latest(Caller caller, InstanceId id) {
        return access.allows(caller, Permission.METRICS_READ, id) ? usages.find(id) : Optional.empty();
    }

    @Override
    public CompletableFuture<Metrics.History> history(
            Caller caller, InstanceId id, Instant from, Instant to, int points) {
        access.require(caller, Permission.METRICS_READ, id);
        var instance = directory.find(id).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        return ask(instance.node(), id, from, to, points);
    }

    @Override
    public CompletableFuture<Metrics.History> history(Caller caller, NodeId id, Instant from, Instant to, int points) {
        access.requireOn(caller, Permission.NODE_VIEW, id);
        if (nodes.find(id).isEmpty()) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "id", id.value());
        }
        return ask(id, null, from, to, points);
    }

    private CompletableFuture<Metrics.History> ask(
            NodeId node, @Nullable InstanceId id, Instant from, Instant to, int points) {
        if (points < 1 || points > MOST_POINTS) {
            throw OstlerException.invalid("points", "1 to " + MOST_POINTS);
        }
        if (!from.isBefore(to)) {
            throw OstlerException.invalid("from", "before to");
        }
        return nodes.daemon(node).metrics().history(new Metrics.HistoryRequest(id, from, to, points));
    }
}
