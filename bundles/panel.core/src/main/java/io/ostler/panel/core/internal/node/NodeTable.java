package io.ostler.panel.core.internal.node;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.store.NodeStore;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.protocol.DaemonApi;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * All registered nodes with what is known of them now, in memory; records are written through to the store.
 * Thread-safe: a node's state is one immutable {@link NodeState} that is replaced as a whole.
 */
@Component(service = NodeTable.class)
public final class NodeTable {
    private final NodeStore store;
    private final Map<NodeId, NodeState> nodes = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public NodeTable(@Reference NodeStore store) {
        this.store = store;
        store.list().forEach(record -> nodes.put(record.id(), NodeState.unseen(record)));
    }

    List<NodeState> all() {
        return List.copyOf(nodes.values());
    }

    public Optional<NodeState> find(NodeId id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** The way to a linked daemon; {@code NODE_AWAY} with the node's name otherwise. */
    public DaemonApi daemon(NodeId id) {
        var state = nodes.get(id);
        var link = state == null ? null : state.link();
        if (link == null) {
            throw OstlerException.of(
                    ErrorCode.NODE_AWAY,
                    "node",
                    state == null ? id.value() : state.record().name());
        }
        return link.daemon();
    }

    /** Whether it is still that link over which the node is reached. */
    boolean isOpen(NodeId id, NodeState.OpenLink link) {
        var state = nodes.get(id);
        return state != null && state.link() == link;
    }

    /** Stores a new node; {@code NAME_TAKEN}. */
    synchronized void add(NodeRecord record) {
        store.insert(record);
        nodes.put(record.id(), NodeState.unseen(record));
        told();
    }

    /** Stores a node's new name and addresses; {@code NAME_TAKEN}, {@code NOT_FOUND}. */
    synchronized NodeState change(NodeRecord record) {
        if (!store.update(record)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        var state = update(record.id(), known -> known.with(record));
        told();
        return state;
    }

    synchronized void remove(NodeId id) {
        store.delete(id);
        nodes.remove(id);
        told();
    }

    /** As they stand in the store, where another panel may have written them; says which are gone from there. */
    synchronized Set<NodeId> reread() {
        var stored = store.list();
        stored.forEach(record -> nodes.merge(
                record.id(),
                NodeState.unseen(record),
                (known, fresh) -> known.record().equals(record) ? known : known.with(record)));
        told();
        var gone = new HashSet<>(nodes.keySet());
        stored.forEach(record -> gone.remove(record.id()));
        return gone;
    }

    /** Replaces a node's state; {@code NOT_FOUND} when it has left meanwhile. */
    NodeState update(NodeId id, UnaryOperator<NodeState> change) {
        var state = nodes.computeIfPresent(id, (key, known) -> change.apply(known));
        if (state == null) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        return state;
    }

    AutoCloseable listen(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    private void told() {
        listeners.forEach(Runnable::run);
    }
}
