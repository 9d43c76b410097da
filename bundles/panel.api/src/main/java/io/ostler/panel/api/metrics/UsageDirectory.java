package io.ostler.panel.api.metrics;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Caller;
import io.ostler.protocol.Metrics;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is used now, kept in memory from what the daemons say, and what was used, asked of the node. Thread-safe, doesn't
 * block. New samples are published as events of topic {@code samples}, seldom while little changes. Futures fail with
 * {@link io.ostler.model.OstlerException}; {@code NODE_AWAY}, {@code NODE_TIMEOUT}.
 */
@ProviderType
public interface UsageDirectory {

    /** The last sample of a running instance; empty before the first, while the node is away, and without {@code METRICS_READ}. */
    Optional<Metrics.Sample> latest(Caller caller, InstanceId id);

    /** {@code METRICS_READ}. {@code points} 1 to 2000, {@code INVALID_REQUEST}. */
    CompletableFuture<Metrics.History> history(Caller caller, InstanceId id, Instant from, Instant to, int points);

    /** {@code NODE_VIEW}. {@code NOT_FOUND}; {@code points} 1 to 2000, {@code INVALID_REQUEST}. */
    CompletableFuture<Metrics.History> history(Caller caller, NodeId id, Instant from, Instant to, int points);
}
