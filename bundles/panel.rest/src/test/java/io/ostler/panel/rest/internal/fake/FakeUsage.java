package io.ostler.panel.rest.internal.fake;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.metrics.UsageDirectory;
import io.ostler.protocol.Metrics;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Samples as told; a history of one value and one gap. */
public final class FakeUsage implements UsageDirectory {
    public final Map<InstanceId, Metrics.Sample> latest = new ConcurrentHashMap<>();
    public volatile String asked = "";
    private final FakePeople people;

    FakeUsage(FakePeople people) {
        this.people = people;
    }

    public void put(InstanceId id, double cpu) {
        latest.put(id, new Metrics.Sample(id, Instant.EPOCH, cpu, 1000, 2000L, 3L, 4L, null, null, 5, 6));
    }

    @Override
    public Optional<Metrics.Sample> latest(Caller caller, InstanceId id) {
        return people.allows(caller, Permission.METRICS_READ, id)
                ? Optional.ofNullable(latest.get(id))
                : Optional.empty();
    }

    @Override
    public CompletableFuture<Metrics.History> history(
            Caller caller, InstanceId id, Instant from, Instant to, int points) {
        people.require(caller, Permission.METRICS_READ, id);
        return history(id.value(), from, to, points);
    }

    @Override
    public CompletableFuture<Metrics.History> history(Caller caller, NodeId id, Instant from, Instant to, int points) {
        people.require(caller, Permission.NODE_VIEW);
        return history(id.value(), from, to, points);
    }

    private CompletableFuture<Metrics.History> history(String id, Instant from, Instant to, int points) {
        asked = id + " " + from + " " + to + " " + points;
        return CompletableFuture.completedFuture(new Metrics.History(
                from,
                10_000,
                List.of(new Metrics.Series("cpu", Arrays.asList(0.5, null))),
                List.of(new Metrics.Mark(from, "started"))));
    }
}
