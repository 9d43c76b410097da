package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.metrics.Usage;
import io.ostler.model.InstanceId;
import io.ostler.protocol.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Samples that a test tells. */
public final class FakeUsage implements Usage {
    public final List<Consumer<Metrics.Samples>> listeners = new CopyOnWriteArrayList<>();
    private volatile Metrics.Samples latest = new Metrics.Samples(List.of());

    public void tell(double cpu) {
        latest = new Metrics.Samples(List.of(new Metrics.Sample(
                new InstanceId("instance-1"), Instant.EPOCH, cpu, 1, null, null, null, null, null, 1, 1)));
        listeners.forEach(listener -> listener.accept(latest));
    }

    @Override
    public Metrics.Samples latest() {
        return latest;
    }

    @Override
    public Metrics.History history(Metrics.HistoryRequest request) {
        return new Metrics.History(request.from(), 10_000, List.of(), List.of());
    }

    @Override
    public AutoCloseable listen(Consumer<Metrics.Samples> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
