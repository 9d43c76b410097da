package io.ostler.panel.core.internal.instance;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.protocol.InstanceSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last snapshot of every instance, as the daemons pushed them. A node speaks of its own instances alone, and an
 * older snapshot never replaces a newer one. Thread-safe; reading takes no lock.
 */
@Component(service = InstanceDirectory.class)
public final class InstanceDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceDirectory.class);

    /** An instance and the node that told of it. */
    public record Entry(NodeId node, InstanceSnapshot snapshot) {}

    private final InstanceRecords records;
    private final Events events;
    private final Map<InstanceId, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    /** Lately deleted ones, whose ids are never used again: a late answer must not bring one back. Guarded by itself. */
    private final Set<InstanceId> deleted = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InstanceId, Boolean> eldest) {
            return size() > 1000;
        }
    });

    @Activate
    public InstanceDirectory(@Reference InstanceRecords records, @Reference Events events) {
        this.records = records;
        this.events = events;
    }

    public Optional<Entry> find(InstanceId id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Grows after each change of what {@link #all()} has, and of the nodes behind it. */
    long version() {
        return version.get();
    }

    Collection<Entry> all() {
        return entries.values();
    }

    public List<InstanceSnapshot> of(NodeId node) {
        return entries.values().stream()
                .filter(e -> e.node().equals(node))
                .map(Entry::snapshot)
                .toList();
    }

    /**
     * Everything that a node has, said in its hello: what it doesn't name is no longer shown. Its record stays: a disk that
     * wasn't mounted must not cost an owner.
     */
    public void replace(NodeId node, List<InstanceSnapshot> snapshots) {
        Set<InstanceId> named = new HashSet<>();
        for (var snapshot : snapshots) {
            named.add(snapshot.id());
            put(node, snapshot, true);
        }
        for (var gone : of(node)) {
            if (!named.contains(gone.id())) {
                hide(gone.id());
            }
        }
    }

    /** What was known before this start of the panel, for nodes that are away. */
    public void remember(NodeId node, List<InstanceSnapshot> snapshots) {
        for (var snapshot : snapshots) {
            if (records.find(snapshot.id()).map(r -> r.node().equals(node)).orElse(false)) {
                entries.putIfAbsent(snapshot.id(), new Entry(node, snapshot));
            }
        }
        version.incrementAndGet();
    }

    /** A pushed change, or the answer to a call. */
    public void put(NodeId node, InstanceSnapshot snapshot) {
        put(node, snapshot, false);
    }

    private void put(NodeId node, InstanceSnapshot snapshot, boolean evenOlder) {
        if (!evenOlder && isDeleted(snapshot.id())) {
            return;
        }
        if (!records.claim(snapshot.id(), node)) {
            LOG.warn("Node {} spoke of instance {}, which belongs to another node: ignored", node, snapshot.id());
            return;
        }
        var kept = entries.compute(
                snapshot.id(),
                (id, known) -> known != null && !evenOlder && known.snapshot().sequence() >= snapshot.sequence()
                        ? known
                        : new Entry(node, snapshot));
        if (kept.snapshot() == snapshot) {
            version.incrementAndGet();
            events.publish(Topic.INSTANCES, "changed", snapshot.id().value());
        }
    }

    /** Of which instances another panel changed what is known beside their snapshot. */
    public Set<InstanceId> differing() {
        return records.differing();
    }

    /** Another panel changed what is known of it; says who doesn't own it any more. */
    public Optional<UserId> recordChanged(InstanceId id) {
        var former = records.reread(id);
        version.incrementAndGet();
        if (entries.containsKey(id)) {
            if (records.find(id).isEmpty()) {
                hide(id);
            } else {
                events.publish(Topic.INSTANCES, "changed", id.value());
            }
        }
        return former;
    }

    /** A node's word that an instance is gone. */
    public void remove(NodeId node, InstanceId id) {
        if (records.find(id).map(r -> r.node().equals(node)).orElse(false)) {
            forget(id);
        }
    }

    /** The node left the registry with everything it had. */
    public void forgetNode(NodeId node) {
        records.of(node).forEach(record -> {
            forget(record.id());
            records.remove(record.id());
        });
        records.departedOf(node).forEach(record -> records.remove(record.id()));
    }

    /** A deleted one is asked back: what its node says of it holds again. */
    void expect(InstanceId id) {
        synchronized (deleted) {
            deleted.remove(id);
        }
    }

    private boolean isDeleted(InstanceId id) {
        synchronized (deleted) {
            return deleted.contains(id);
        }
    }

    private void forget(InstanceId id) {
        synchronized (deleted) {
            deleted.add(id);
        }
        records.depart(id, Instant.now());
        hide(id);
    }

    private void hide(InstanceId id) {
        entries.remove(id);
        version.incrementAndGet();
        events.publish(Topic.INSTANCES, "removed", id.value());
    }

    /** Tells readers again of all instances of a node, because what they see beside the snapshot changed. */
    public void touch(NodeId node) {
        version.incrementAndGet();
        entries.values().stream()
                .filter(e -> e.node().equals(node))
                .forEach(e -> events.publish(
                        Topic.INSTANCES, "changed", e.snapshot().id().value()));
    }
}
