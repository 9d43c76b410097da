package io.ostler.panel.core.internal.instance;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.store.InstanceStore;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.core.internal.member.MemberRecords;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<InstanceId, InstanceRecord> records = new ConcurrentHashMap<>();

    @Activate
    public InstanceRecords(@Reference InstanceStore store, @Reference MemberRecords members) {
        this.store = store;
        this.members = members;
        store.list().forEach(record -> records.put(record.id(), record));
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

    List<InstanceId> ownedBy(UserId user) {
        return records.values().stream()
                .filter(r -> user.equals(r.owner()))
                .map(InstanceRecord::id)
                .toList();
    }

    /**
     * Whether the node may speak of the instance: it is registered there, or nowhere, and then it is registered there
     * from now on, without an owner.
     */
    synchronized boolean claim(InstanceId instance, NodeId node) {
        var record = records.get(instance);
        if (record == null) {
            add(new InstanceRecord(instance, node, null, Clock.systemUTC().instant()));
            return true;
        }
        return record.node().equals(node);
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
    }

    synchronized void remove(InstanceId instance) {
        store.delete(instance);
        records.remove(instance);
        members.removeAll(instance);
    }
}
