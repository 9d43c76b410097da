package io.ostler.panel.link.internal;

import io.ostler.link.Link;
import io.ostler.link.handshake.PanelHandshake;
import io.ostler.link.key.VerifyingKey;
import io.ostler.panel.api.node.NodeLinks;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.panel.link.internal.socket.DialledSocket;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.PanelApi;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one node linked: tries its addresses in their order, looks after the link that it gets, reports why it gets
 * none. Confined to the virtual thread that runs it.
 */
final class NodeDialler implements Attempts.Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(NodeDialler.class);
    private static final int NORMAL = 1000;

    private final NodeRecord node;
    private final PanelIdentity identity;
    private final NodeLinks links;
    private final LinkCare care;
    private final LinkTimes times;

    NodeDialler(NodeRecord node, PanelIdentity identity, NodeLinks links, LinkCare care, LinkTimes times) {
        this.node = node;
        this.identity = identity;
        this.links = links;
        this.care = care;
        this.times = times;
    }

    @Override
    public Duration run() throws InterruptedException {
        var reason = LinkFailure.UNREACHABLE;
        for (var address : node.addresses()) {
            try {
                return dial(address);
            } catch (LinkFailure e) {
                LOG.debug("Node {} has no link at {}: {}", node.id(), address, e.reason());
                // What a daemon said against us tells more than that another address is silent.
                reason = e.reason().equals(LinkFailure.UNREACHABLE) ? reason : e.reason();
            }
        }
        var last = reason;
        Shield.run(() -> links.unreachable(node.id(), last));
        return Duration.ZERO;
    }

    private Duration dial(String address) throws LinkFailure, InterruptedException {
        var socket = DialledSocket.dial(uri(address), times.connect());
        try {
            var handshake =
                    new PanelHandshake(identity.key(), identity.panelId(), identity.version(), node.id(), nodeKey());
            socket.prove(handshake, times.handshake());
            return keep(socket);
        } finally {
            socket.close(NORMAL, "CLOSED");
        }
    }

    private Duration keep(DialledSocket socket) throws LinkFailure, InterruptedException {
        var overflow = new CompletableFuture<Void>();
        var news = new EventGate(() -> overflow.complete(null));
        try (var link = new Link<>(news, PanelApi.class, DaemonApi.class, socket, times.call())) {
            overflow.thenRun(() -> link.close("OVERLOADED"));
            socket.carry(link);
            var hello = care.hello(link.remote());
            if (!hello.nodeId().equals(node.id())) {
                throw new LinkFailure("NODE_MISMATCH");
            }
            LOG.info("Linked with node {} ({})", node.name(), node.id());
            return care.keep(hello, link.remote(), news, link.ended());
        }
    }

    private static URI uri(String address) throws LinkFailure {
        // http becomes ws, https becomes wss
        var base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        try {
            return URI.create(base.replaceFirst("^http", "ws") + "/daemon/v1/link");
        } catch (IllegalArgumentException e) {
            throw new LinkFailure(LinkFailure.UNREACHABLE);
        }
    }

    private VerifyingKey nodeKey() throws LinkFailure {
        try {
            return VerifyingKey.of(node.publicKey());
        } catch (IllegalArgumentException e) {
            throw new LinkFailure("KEY_MISMATCH");
        }
    }
}
