package io.ostler.panel.core.internal.node;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RightsListener;
import io.ostler.panel.api.access.SessionListener;
import io.ostler.panel.core.internal.node.NodeState.OpenLink;
import io.ostler.protocol.Messages.Revocation;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends streams at the daemons when the right that they rest on goes. What a daemon doesn't acknowledge is said again,
 * every second while it is linked and once more when it is linked anew. Thread-safe, doesn't block.
 */
@Component(service = {SessionListener.class, RightsListener.class, StreamRevoker.class})
public final class StreamRevoker implements SessionListener, RightsListener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRevoker.class);
    /** For a node that is away for long; {@link GrantReview} finds most of what is forgotten then. */
    static final int MOST_OF_A_NODE = 1000;

    /** One thing that one node has still to acknowledge; equal ones are different errands. */
    private static final class Errand {
        private final Revocation revocation;

        private Errand(Revocation revocation) {
            this.revocation = revocation;
        }
    }

    private final NodeTable nodes;
    private final StreamClock clock;
    private final Executor later;
    private final Map<NodeId, Deque<Errand>> open = new ConcurrentHashMap<>();

    @Activate
    public StreamRevoker(@Reference NodeTable nodes, @Reference StreamClock clock) {
        this(nodes, clock, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    /** @param later runs what is said again */
    public StreamRevoker(NodeTable nodes, StreamClock clock, Executor later) {
        this.nodes = nodes;
        this.clock = clock;
        this.later = later;
    }

    @Override
    public void ended(UserId user, String handle) {
        revoke(new Revocation(null, handle, null, null));
    }

    /** Tickets carry the rights of the moment: who still may asks for new ones. */
    @Override
    public void changed(Collection<UserId> users) {
        users.forEach(user -> revoke(user, null));
    }

    /** Everything a user has open, at one instance or (null) everywhere. */
    public void revoke(UserId user, @Nullable InstanceId instance) {
        // Who asks for a ticket was let in before its time was taken: only what is looked up afterwards, the rights on
        // an instance, is told apart so exactly. For account and session the daemon leaves room.
        revoke(new Revocation(user, null, instance, null, instance == null ? null : clock.revoke()));
    }

    private void revoke(Revocation revocation) {
        nodes.all().forEach(node -> revoke(node.record().id(), revocation));
    }

    /** At one node alone. */
    void revoke(NodeId node, Revocation revocation) {
        var errand = new Errand(revocation);
        var errands = open.computeIfAbsent(node, id -> new ArrayDeque<>());
        synchronized (errands) {
            if (errands.size() == MOST_OF_A_NODE) {
                errands.removeFirst();
            }
            errands.addLast(errand);
        }
        nodes.find(node).map(NodeState::link).ifPresent(link -> send(node, link, errand));
    }

    /** Says again what the former link left open. */
    void linked(NodeId node, OpenLink link) {
        var errands = open.get(node);
        if (errands != null) {
            List<Errand> left;
            synchronized (errands) {
                left = List.copyOf(errands);
            }
            left.forEach(errand -> send(node, link, errand));
        }
    }

    /** In a second. */
    void later(Runnable work) {
        later.execute(work);
    }

    void forget(NodeId node) {
        open.remove(node);
    }

    private void send(NodeId node, OpenLink link, Errand errand) {
        link.daemon().revoke(errand.revocation).whenComplete((done, error) -> {
            if (error == null) {
                acknowledged(node, errand);
            } else if (nodes.isOpen(node, link)) {
                LOG.warn("Node {} did not end streams, it is told again: {}", node, error.toString());
                later.execute(() -> again(node, link, errand));
            }
        });
    }

    private void again(NodeId node, OpenLink link, Errand errand) {
        if (nodes.isOpen(node, link)) {
            send(node, link, errand);
        }
    }

    private void acknowledged(NodeId node, Errand errand) {
        var errands = open.get(node);
        if (errands != null) {
            synchronized (errands) {
                errands.remove(errand);
            }
        }
    }
}
