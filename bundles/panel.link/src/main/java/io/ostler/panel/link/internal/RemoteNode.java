package io.ostler.panel.link.internal;

import io.ostler.link.Link;
import io.ostler.link.handshake.HandshakeException;
import io.ostler.link.handshake.PanelHandshake;
import io.ostler.link.key.VerifyingKey;
import io.ostler.panel.api.node.NodeLinks;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.PanelApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one node linked: tries its addresses in order, proves both keys, serves the link until it ends, and begins
 * again, at first after a second and then ever more patiently up to half a minute. One virtual thread; thread-safe to
 * close.
 */
final class RemoteNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteNode.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long HANDSHAKE_MILLIS = 5000;
    private static final int LONGEST_PAUSE = 30;

    private final NodeRecord node;
    private final PanelIdentity identity;
    private final NodeLinks links;
    private final HttpClient http;
    private final Thread thread;

    RemoteNode(NodeRecord node, PanelIdentity identity, NodeLinks links, HttpClient http) {
        this.node = node;
        this.identity = identity;
        this.links = links;
        this.http = http;
        thread = Thread.ofVirtual().name("link-" + node.id()).unstarted(this::keepLinked);
    }

    NodeRecord node() {
        return node;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void keepLinked() {
        int pause = 1;
        try {
            while (!Thread.interrupted()) {
                if (tryAddresses()) {
                    pause = 1;
                }
                long millis = pause * 1000L;
                Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
                pause = Math.min(LONGEST_PAUSE, pause * 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was a link; it has ended then. */
    private boolean tryAddresses() throws InterruptedException {
        String reason = node.addresses().isEmpty() ? "NO_ADDRESS" : "UNREACHABLE";
        for (String address : node.addresses()) {
            var socket = new Socket();
            try {
                live(address, socket);
                return true;
            } catch (HandshakeException e) {
                reason = e.reason().name();
            } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
                LOG.debug("Node {} doesn't answer at {}", node.name(), address, e);
            } finally {
                socket.close(1000, "CLOSED");
            }
        }
        links.unreachable(node.id(), reason);
        return false;
    }

    private void live(String address, Socket socket)
            throws InterruptedException, ExecutionException, TimeoutException, HandshakeException {
        var uri = URI.create(address.replaceFirst("^http", "ws") + "/daemon/v1/link");
        http.newWebSocketBuilder()
                .connectTimeout(CONNECT)
                .buildAsync(uri, socket)
                .get(CONNECT.toMillis() * 2, TimeUnit.MILLISECONDS);
        var handshake = new PanelHandshake(
                identity.key(), identity.panelId(), identity.version(), node.id(), VerifyingKey.of(node.publicKey()));
        send(socket, handshake.opening());
        send(socket, handshake.prove(socket.await(HANDSHAKE_MILLIS)));

        var events = new LateEvents();
        try (var link = new Link<>(events, PanelApi.class, DaemonApi.class, socket, Link.TIMEOUT)) {
            socket.deliverTo(link);
            var hello = link.remote().hello(identity.hello()).get(Link.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            var linked = links.linked(node.id(), hello, link.remote());
            events.open(linked.events());
            String reason = "STOPPED";
            try {
                reason = new LinkLife(link.remote(), socket.ended()).run(linked);
            } finally {
                linked.lost(reason);
            }
        }
    }

    private static void send(Socket socket, String text)
            throws InterruptedException, ExecutionException, TimeoutException {
        socket.send(text).toCompletableFuture().get(HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
