package io.ostler.panel.link.internal;

import io.ostler.model.NodeId;
import io.ostler.panel.api.node.NodeLinks;
import io.ostler.panel.api.node.NodeTargets;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@link NodeDialler} per remote node, kept in step with the registry: a node whose key or addresses changed is
 * dialled anew, a removed one is left. Without remote nodes nothing runs here. Thread-safe.
 */
@Component(service = RemoteNodes.class, immediate = true)
public final class RemoteNodes {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteNodes.class);

    private final NodeTargets targets;
    private final NodeLinks links;
    private final PanelIdentity identity;
    private final LinkTimes times;
    private final LinkCare care;
    private final Attempts attempts;
    private final ExecutorService changes = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("ostler-node-targets").factory());
    private final Map<NodeId, Dialling> diallings = new HashMap<>();
    private final AutoCloseable listening;
    private boolean closed;

    private record Dialling(NodeRecord node, Thread thread) {
        boolean fits(NodeRecord now) {
            return node.publicKey().equals(now.publicKey()) && node.addresses().equals(now.addresses());
        }
    }

    @Activate
    public RemoteNodes(@Reference NodeTargets targets, @Reference NodeLinks links, @Reference PanelIdentity identity) {
        this(targets, links, identity, LinkTimes.NORMAL, Clock.systemUTC());
    }

    RemoteNodes(NodeTargets targets, NodeLinks links, PanelIdentity identity, LinkTimes times, Clock clock) {
        this.targets = targets;
        this.links = links;
        this.identity = identity;
        this.times = times;
        this.care = new LinkCare(identity, links, times, clock);
        this.attempts = new Attempts(times);
        this.listening = targets.listen(this::changed);
        changed();
    }

    private void changed() {
        changes.execute(() -> {
            try {
                follow(targets.remote());
            } catch (RuntimeException e) { // the registry may be going down; the next change brings the next look
                LOG.error("The nodes to dial can't be read", e);
            }
        });
    }

    private synchronized void follow(List<NodeRecord> nodes) {
        if (closed) {
            return;
        }
        var gone = new HashSet<>(diallings.keySet());
        for (var node : nodes) {
            gone.remove(node.id());
            var present = diallings.get(node.id());
            if (present == null || !present.fits(node)) {
                stop(present);
                diallings.put(node.id(), dial(node));
            }
        }
        gone.forEach(id -> stop(diallings.remove(id)));
    }

    private Dialling dial(NodeRecord node) {
        var dialler = new NodeDialler(node, identity, links, care, times);
        return new Dialling(node, attempts.start("ostler-node-" + node.id(), dialler));
    }

    private static void stop(@Nullable Dialling dialling) {
        if (dialling != null) {
            dialling.thread().interrupt();
        }
    }

    @Deactivate
    public void close() {
        try {
            listening.close();
        } catch (Exception e) { // AutoCloseable of the registry's listener: nothing to be done here
            LOG.warn("The registry of nodes keeps a listener", e);
        }
        synchronized (this) {
            closed = true;
            diallings.values().forEach(RemoteNodes::stop);
        }
        changes.shutdownNow();
        awaitDiallers();
    }

    /** So that the last words of each link are said before the services behind it go. */
    private void awaitDiallers() {
        try {
            for (var dialling : diallings.values()) {
                dialling.thread().join(times.beat());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
