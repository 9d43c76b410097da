package io.ostler.panel.link.internal;

import io.ostler.model.NodeId;
import io.ostler.panel.api.node.NodeLinks;
import io.ostler.panel.api.node.NodeTargets;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials every registered remote node and follows the registry: new ones are dialled, changed ones anew, removed ones
 * let go. Makes no HTTP client while there is nothing to dial. Thread-safe.
 */
@Component(service = {})
public final class Dialler {
    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);

    private final NodeTargets targets;
    private final NodeLinks links;
    private final PanelIdentity identity;
    private final Map<NodeId, RemoteNode> dialled = new HashMap<>();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("link-http-", 0).factory());
    private final AutoCloseable listening;
    private @Nullable HttpClient http;
    private boolean closed;

    @Activate
    public Dialler(@Reference NodeTargets targets, @Reference NodeLinks links, @Reference PanelIdentity identity) {
        this.targets = targets;
        this.links = links;
        this.identity = identity;
        listening = targets.listen(this::follow);
        follow();
    }

    @Deactivate
    void close() throws Exception {
        listening.close();
        synchronized (this) {
            closed = true;
            dialled.values().forEach(RemoteNode::close);
            dialled.clear();
            if (http != null) {
                http.shutdownNow();
            }
        }
        executor.shutdownNow();
    }

    private synchronized void follow() {
        if (closed) {
            return;
        }
        var wanted = targets.remote().stream().collect(Collectors.toMap(NodeRecord::id, Function.identity()));
        dialled.values().removeIf(node -> {
            boolean stays = sameWay(node.node(), wanted.get(node.node().id()));
            if (!stays) {
                node.close();
            }
            return !stays;
        });
        for (var record : wanted.values()) {
            dialled.computeIfAbsent(record.id(), id -> dial(record));
        }
    }

    /** Another name is no reason to dial anew. */
    private static boolean sameWay(NodeRecord dialled, @Nullable NodeRecord wanted) {
        return wanted != null
                && dialled.addresses().equals(wanted.addresses())
                && dialled.publicKey().equals(wanted.publicKey());
    }

    private RemoteNode dial(NodeRecord record) {
        if (http == null) {
            http = HttpClient.newBuilder().executor(executor).build();
        }
        LOG.info("Linking with node {}", record.name());
        var node = new RemoteNode(record, identity, links, http);
        node.start();
        return node;
    }
}
