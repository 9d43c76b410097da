package io.ostler.panel.core.internal.task;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.TaskId;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.core.internal.instance.InstanceRecords;
import io.ostler.protocol.Tasks.Removed;
import io.ostler.protocol.Tasks.Snapshot;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last snapshot of every task, as the daemons pushed them. A node speaks of tasks of its own instances alone, an
 * older snapshot never replaces a newer one, and no node fills the memory. Thread-safe; reading takes no lock.
 */
@Component(service = TaskTable.class)
public final class TaskTable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskTable.class);
    /** More than a daemon keeps of a day. */
    static final int MOST_OF_A_NODE = 2000;

    /** A task and the node that told of it. */
    record Entry(NodeId node, Snapshot snapshot) {}

    private final InstanceRecords records;
    private final Events events;
    private final Map<TaskId, Entry> entries = new ConcurrentHashMap<>();
    /** Lately removed ones: a late answer must not bring one back. Guarded by this. */
    private final Set<TaskId> removed = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskId, Boolean> eldest) {
            return size() > 1000;
        }
    });

    @Activate
    public TaskTable(@Reference InstanceRecords records, @Reference Events events) {
        this.records = records;
        this.events = events;
    }

    Optional<Entry> find(TaskId id) {
        return Optional.ofNullable(entries.get(id));
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** All of a node, said in its hello: what it doesn't name is gone. */
    public synchronized void replace(NodeId node, List<Snapshot> tasks) {
        var named = tasks.stream().map(Snapshot::id).collect(Collectors.toSet());
        of(node).stream().filter(e -> !named.contains(e.snapshot().id())).forEach(this::drop);
        tasks.forEach(task -> put(node, task, true));
    }

    /** A pushed change, or the answer to a call. */
    public synchronized void put(NodeId node, Snapshot task) {
        put(node, task, false);
    }

    /** @param evenOlder a daemon whose memory was lost counts anew; its hello holds */
    private void put(NodeId node, Snapshot task, boolean evenOlder) {
        if (!records.isAt(task.instance(), node)) {
            LOG.warn("Node {} spoke of a task of instance {}, which isn't there: ignored", node, task.instance());
            return;
        }
        var known = entries.get(task.id());
        if (known == null && removed.contains(task.id())) {
            return;
        }
        if (known != null
                && (!known.node().equals(node)
                        || (!evenOlder && known.snapshot().sequence() >= task.sequence()))) {
            return;
        }
        entries.put(task.id(), new Entry(node, task));
        tell("changed", task.id());
        if (known == null) {
            limit(node);
        }
    }

    private void limit(NodeId node) {
        var own = of(node);
        if (own.size() > MOST_OF_A_NODE) {
            own.stream()
                    .min(Comparator.comparing((Entry e) -> !e.snapshot().state().isOver())
                            .thenComparing(e -> e.snapshot().created()))
                    .ifPresent(this::drop);
        }
    }

    public synchronized void remove(NodeId node, Removed gone) {
        find(gone.id()).filter(e -> e.node().equals(node)).ifPresent(this::drop);
    }

    /** The node left the registry. */
    public synchronized void forgetNode(NodeId node) {
        of(node).forEach(this::drop);
    }

    /** Tells readers again of the tasks of an instance, because who may see them changed. */
    public void touch(InstanceId instance) {
        entries.values().stream()
                .map(Entry::snapshot)
                .filter(task -> task.instance().equals(instance))
                .forEach(task -> tell("changed", task.id()));
    }

    /** The same for all of a node, which came or went. */
    public void touch(NodeId node) {
        of(node).forEach(e -> tell("changed", e.snapshot().id()));
    }

    private List<Entry> of(NodeId node) {
        return entries.values().stream().filter(e -> e.node().equals(node)).toList();
    }

    private void drop(Entry entry) {
        var id = entry.snapshot().id();
        removed.add(id);
        entries.remove(id);
        tell("removed", id);
    }

    private void tell(String kind, TaskId id) {
        events.publish(Topic.TASKS, kind, id.value());
    }
}
