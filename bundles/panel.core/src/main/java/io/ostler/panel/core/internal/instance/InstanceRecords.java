package io.ostler.panel.core.internal.instance;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.store.InstanceStore;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.core.internal.label.LabelRecords;
import io.ostler.panel.core.internal.member.MemberRecords;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the panel itself knows of instances – node and owner – in memory, written through to the store. Rights are
 * decided from it, so it asks nobody. Thread-safe.
 */
@Component(service = {Ownership.class, InstanceRecords.class})
public final class InstanceRecords implements Ownership {
    private final InstanceStore store;
    private final MemberRecords members;
    private final LabelRecords labels;
    private final Map<InstanceId, InstanceRecord> records = new ConcurrentHashMap<>();
    /** Those in the trash of their node: nobody holds a right on one, and what is known of it waits for its return. */
    private final Map<InstanceId, InstanceRecord> departed = new ConcurrentHashMap<>();

    @Activate
    public InstanceRecords(
            @Reference InstanceStore store, @Reference MemberRecords members, @Reference LabelRecords labels) {
        this.store = store;
        this.members = members;
        this.labels = labels;
        store.list().forEach(record -> (record.deleted() == null ? records : departed).put(record.id(), record));
    }

    @Override
    public Optional<UserId> ownerOf(InstanceId instance) {
        var record = records.get(instance);
        return record == null ? Optional.empty() : Optional.ofNullable(record.owner());
    }

    @Override
    public boolean exists(InstanceId instance) {
        return records.containsKey(instance);
    }

    @Override
    public Optional<NodeId> nodeOf(InstanceId instance) {
        var record = records.get(instance);
        return record == null ? Optional.empty() : Optional.of(record.node());
    }

    public boolean isAt(InstanceId instance, NodeId node) {
        return find(instance).map(record -> record.node().equals(node)).orElse(false);
    }

    Optional<InstanceRecord> find(InstanceId instance) {
        return Optional.ofNullable(records.get(instance));
    }

    /** All of a node. */
    public List<InstanceRecord> of(NodeId node) {
        return records.values().stream().filter(r -> r.node().equals(node)).toList();
    }

    /** Those of a node that may come back. */
    List<InstanceRecord> departedOf(NodeId node) {
        return departed.values().stream().filter(r -> r.node().equals(node)).toList();
    }

    Optional<InstanceRecord> findDeparted(InstanceId instance) {
        return Optional.ofNullable(departed.get(instance));
    }

    List<InstanceId> ownedBy(UserId user) {
        return Stream.concat(records.values().stream(), departed.values().stream())
                .filter(r -> user.equals(r.owner()))
                .map(InstanceRecord::id)
                .toList();
    }

    Map<UserId, Integer> countsByOwner() {
        var counts = new HashMap<UserId, Integer>();
        for (var record : records.values()) {
            if (record.owner() != null) {
                counts.merge(record.owner(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /**
     * Whether the node may speak of the instance: it is registered there, or nowhere, and then it is registered there
     * from now on, without an owner. One that was deleted there is back with what was known of it.
     */
    synchronized boolean claim(InstanceId instance, NodeId node) {
        if (!records.containsKey(instance) && !departed.containsKey(instance)) {
            // Another panel on this database may have made it, with its owner.
            reread(instance);
        }
        var record = records.get(instance);
        if (record != null) {
            return record.node().equals(node);
        }
        var former = departed.get(instance);
        if (former == null) {
            return adopt(instance, node);
        }
        if (former.node().equals(node)) {
            var back = new InstanceRecord(instance, node, former.owner(), former.created());
            store.update(back);
            records.put(instance, back);
            departed.remove(instance);
            return true;
        }
        return false;
    }

    private boolean adopt(InstanceId instance, NodeId node) {
        try {
            add(new InstanceRecord(instance, node, null, Clock.systemUTC().instant()));
        } catch (OstlerException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            // Another panel on this database, which the node told as well, was faster.
            reread(instance);
        }
        return isAt(instance, node);
    }

    /** As it stands in the store, where another panel may have written it; says who doesn't own it any more. */
    synchronized Optional<UserId> reread(InstanceId instance) {
        var former = ownerOf(instance);
        var stored = store.find(instance).orElse(null);
        if (stored == null || stored.deleted() != null) {
            records.remove(instance);
        } else {
            records.put(instance, stored);
        }
        if (stored == null || stored.deleted() == null) {
            departed.remove(instance);
        } else {
            departed.put(instance, stored);
        }
        return former.filter(owner -> !ownerOf(instance).equals(former));
    }

    /** Those of which the store, where another panel may have written, says something else. */
    synchronized Set<InstanceId> differing() {
        Map<InstanceId, InstanceRecord> stored =
                store.list().stream().collect(Collectors.toMap(InstanceRecord::id, record -> record));
        var known = new HashMap<>(departed);
        known.putAll(records);
        return Stream.concat(stored.keySet().stream(), known.keySet().stream())
                .filter(id -> !Objects.equals(stored.get(id), known.get(id)))
                .collect(Collectors.toSet());
    }

    public synchronized void add(InstanceRecord record) {
        store.insert(record);
        records.put(record.id(), record);
    }

    synchronized void changeOwner(InstanceId instance, @Nullable UserId owner) {
        var record = records.get(instance);
        if (record != null) {
            var changed = new InstanceRecord(instance, record.node(), owner, record.created());
            store.update(changed);
            records.put(instance, changed);
            if (owner != null) {
                members.remove(instance, owner);
            }
        }
        var gone = departed.get(instance);
        if (gone != null) {
            var changed = new InstanceRecord(instance, gone.node(), owner, gone.created(), gone.deleted());
            store.update(changed);
            departed.put(instance, changed);
        }
    }

    /** It lies in the trash of its node from now on. */
    synchronized void depart(InstanceId instance, Instant now) {
        var record = records.get(instance);
        if (record != null) {
            var gone = new InstanceRecord(instance, record.node(), record.owner(), record.created(), now);
            store.update(gone);
            departed.put(instance, gone);
            records.remove(instance);
        }
    }

    /** For good. */
    synchronized void remove(InstanceId instance) {
        store.delete(instance);
        records.remove(instance);
        departed.remove(instance);
        members.removeAll(instance);
        labels.remove(instance);
    }
}
