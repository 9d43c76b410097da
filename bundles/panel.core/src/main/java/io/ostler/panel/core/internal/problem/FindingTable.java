package io.ostler.panel.core.internal.problem;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.core.internal.instance.InstanceRecords;
import io.ostler.protocol.Care.Finding;
import io.ostler.protocol.PanelApi.Findings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The findings of every instance, as the daemons pushed them; in memory only: a daemon tells all of them with each link.
 * A node speaks of its own instances alone. Thread-safe; reading takes no lock.
 */
@Component(service = FindingTable.class)
public final class FindingTable {
    private static final Logger LOG = LoggerFactory.getLogger(FindingTable.class);
    /** As many as a daemon keeps of an instance. */
    static final int MOST = 20;

    private record Entry(NodeId node, List<Finding> findings) {}

    private final InstanceRecords records;
    private final Events events;
    private final Map<InstanceId, Entry> entries = new ConcurrentHashMap<>();

    @Activate
    public FindingTable(@Reference InstanceRecords records, @Reference Events events) {
        this.records = records;
        this.events = events;
    }

    List<Finding> of(InstanceId id) {
        var entry = entries.get(id);
        return entry == null ? List.of() : entry.findings();
    }

    public synchronized void put(NodeId node, Findings told) {
        var id = told.instance();
        if (!records.isAt(id, node)) {
            LOG.warn("Node {} spoke of problems of instance {}, which isn't there: ignored", node, id);
            return;
        }
        var findings = told.findings().stream().limit(MOST).toList();
        if (findings.isEmpty()) {
            entries.remove(id);
        } else {
            entries.put(id, new Entry(node, findings));
        }
        tell(id);
    }

    /** A link begins, or the node left: what it told before holds no more. */
    public synchronized void forgetNode(NodeId node) {
        var gone = entries.entrySet().stream()
                .filter(entry -> entry.getValue().node().equals(node))
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(id -> {
            entries.remove(id);
            tell(id);
        });
    }

    public synchronized void forget(NodeId node, InstanceId id) {
        var entry = entries.get(id);
        if (entry != null && entry.node().equals(node)) {
            entries.remove(id);
            tell(id);
        }
    }

    /** Lists of instances show how many problems there are. */
    private void tell(InstanceId id) {
        events.publish(Topic.FINDINGS, "changed", id.value());
        events.publish(Topic.INSTANCES, "changed", id.value());
    }
}
