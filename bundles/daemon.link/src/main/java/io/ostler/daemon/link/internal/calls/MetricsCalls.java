package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.metrics.Usage;
import io.ostler.protocol.DaemonMetrics;
import io.ostler.protocol.Metrics;
import java.util.concurrent.CompletableFuture;

/** What is used and was used, for one panel. Thread-safe, does not block. */
final class MetricsCalls implements DaemonMetrics {
    private final Gate gate;
    private final DaemonWork work;

    MetricsCalls(Gate gate, DaemonWork work) {
        this.gate = gate;
        this.work = work;
    }

    @Override
    public CompletableFuture<Metrics.History> history(Metrics.HistoryRequest request) {
        return gate.known(p -> work.onPart(Usage.class, usage -> usage.history(request)));
    }
}
