package io.ostler.panel.core.internal.usage;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.protocol.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The last sample of each running instance, as its own node told it. What hardly changed is news only now and then, so
 * that a thousand quiet instances are no stream of events. Thread-safe.
 */
@Component(service = UsageTable.class)
public final class UsageTable {
    /** A daemon with very much to look at tells once a minute. */
    private static final long FRESH = Duration.ofSeconds(150).toNanos();

    private static final long ANYWAY = Duration.ofSeconds(30).toNanos();

    private final InstanceDirectory directory;
    private final Events events;
    private final LongSupplier nanos;
    private final Map<InstanceId, Entry> entries = new ConcurrentHashMap<>();

    /** @param told the sample of the last event */
    private record Entry(NodeId node, Metrics.Sample sample, long atNanos, Metrics.Sample told, long toldNanos) {}

    @Activate
    public UsageTable(@Reference InstanceDirectory directory, @Reference Events events) {
        this(directory, events, System::nanoTime);
    }

    UsageTable(InstanceDirectory directory, Events events, LongSupplier nanos) {
        this.directory = directory;
        this.events = events;
        this.nanos = nanos;
    }

    /** A node speaks of its own instances alone. */
    public void put(NodeId node, Metrics.Samples samples) {
        long now = nanos.getAsLong();
        entries.values().removeIf(entry -> now - entry.atNanos > FRESH);
        for (var sample : samples.samples()) {
            if (directory
                    .find(sample.instance())
                    .filter(instance -> instance.node().equals(node))
                    .isPresent()) {
                put(node, sample, now);
            }
        }
    }

    private void put(NodeId node, Metrics.Sample sample, long now) {
        var known = entries.get(sample.instance());
        boolean isNews = known == null || now - known.toldNanos > ANYWAY || differs(known.told, sample);
        entries.put(
                sample.instance(),
                isNews || known == null
                        ? new Entry(node, sample, now, sample, now)
                        : new Entry(node, sample, now, known.told, known.toldNanos));
        if (isNews) {
            events.publish(Topic.SAMPLES, "changed", sample.instance().value());
        }
    }

    private static boolean differs(Metrics.Sample told, Metrics.Sample now) {
        return Math.abs(told.cpu() - now.cpu()) >= 0.005
                || Math.abs(told.memory() - now.memory()) * 100 > told.memory()
                || told.processes() != now.processes()
                || told.threads() != now.threads()
                || !equal(told.disk(), now.disk())
                || !equal(told.read(), now.read())
                || !equal(told.written(), now.written())
                || !equal(told.received(), now.received())
                || !equal(told.sent(), now.sent());
    }

    private static boolean equal(@Nullable Long one, @Nullable Long other) {
        return Objects.equals(one, other);
    }

    /** The node is away: nobody knows what its instances use. */
    public void forget(NodeId node) {
        entries.values().removeIf(entry -> entry.node.equals(node));
    }

    /** Of an instance that runs, as far as known. */
    public Optional<Metrics.Sample> find(InstanceId id) {
        var entry = entries.get(id);
        if (entry == null || nanos.getAsLong() - entry.atNanos > FRESH) {
            return Optional.empty();
        }
        return directory
                .find(id)
                .filter(instance -> instance.snapshot().state().isAlive())
                .map(instance -> entry.sample);
    }
}
