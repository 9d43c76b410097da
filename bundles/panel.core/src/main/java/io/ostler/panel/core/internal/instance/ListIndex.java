package io.ostler.panel.core.internal.instance;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.instance.Instances.Sort;
import io.ostler.panel.core.internal.instance.InstanceDirectory.Entry;
import io.ostler.panel.core.internal.label.LabelRecords;
import io.ostler.panel.core.internal.node.NodeTable;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * All instances in the orders that lists are asked for in. An order is made when it is asked for after a change, and then
 * only changed instances are looked at anew, so that a list in quiet times is a walk over an array. Thread-safe.
 */
@Component(service = ListIndex.class)
public final class ListIndex {
    private final InstanceDirectory directory;
    private final LabelRecords labels;
    private final NodeTable nodes;

    // guarded by this
    private Map<InstanceId, ListRow> rows = Map.of();
    private final Map<Sort, List<ListRow>> orders = new EnumMap<>(Sort.class);
    private long directoryVersion = -1;
    private long labelsVersion = -1;

    @Activate
    public ListIndex(
            @Reference InstanceDirectory directory, @Reference LabelRecords labels, @Reference NodeTable nodes) {
        this.directory = directory;
        this.labels = labels;
        this.nodes = nodes;
    }

    /** Ascending; a list of this moment that nobody changes. */
    synchronized List<ListRow> in(Sort order) {
        // Read before the rows: what changes meanwhile is found by the next one who asks.
        long directoryNow = directory.version();
        long labelsNow = labels.version();
        if (directoryNow != directoryVersion || labelsNow != labelsVersion) {
            renew();
            directoryVersion = directoryNow;
            labelsVersion = labelsNow;
        }
        return orders.computeIfAbsent(order, this::sorted);
    }

    private List<ListRow> sorted(Sort order) {
        return rows.values().stream()
                .sorted(Comparator.comparing((ListRow row) -> row.key(order)))
                .toList();
    }

    private void renew() {
        var next = new HashMap<InstanceId, ListRow>();
        for (var entry : directory.all()) {
            var id = entry.snapshot().id();
            next.put(id, row(entry, rows.get(id)));
        }
        rows = next;
        orders.clear();
    }

    private ListRow row(Entry entry, @org.jspecify.annotations.Nullable ListRow known) {
        var written = labels.of(entry.snapshot().id());
        var node = nodes.find(entry.node())
                .map(state -> state.record().name())
                .orElse(entry.node().value());
        return known != null && known.isOf(entry, written, node) ? known : new ListRow(entry, written, node);
    }
}
