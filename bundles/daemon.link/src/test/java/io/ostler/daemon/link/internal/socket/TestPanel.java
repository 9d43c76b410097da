package io.ostler.daemon.link.internal.socket;

import io.ostler.daemon.link.internal.calls.FakePanel;
import io.ostler.link.Link;
import io.ostler.link.TextChannel;
import io.ostler.link.handshake.PanelHandshake;
import io.ostler.link.key.SigningKey;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.Messages.PanelHello;
import io.ostler.protocol.PanelApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The panel's end of a socket, or whoever claims to be one. Texts wait until somebody takes them. */
final class TestPanel implements WebSocket.Listener, TextChannel, AutoCloseable {
    final LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    final FakePanel panel = new FakePanel();
    private final StringBuilder pieces = new StringBuilder();
    private final WebSocket socket;
    private volatile Link<DaemonApi> link;

    TestPanel(HttpClient client, URI uri) throws Exception {
        socket = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(60))
                .buildAsync(uri, this)
                .get(60, TimeUnit.SECONDS);
    }

    /** Through the handshake to the link. */
    Link<DaemonApi> link(PanelHandshake handshake) throws Exception {
        send(handshake.opening()).toCompletableFuture().get(60, TimeUnit.SECONDS);
        var last = handshake.prove(texts.poll(60, TimeUnit.SECONDS));
        link = new Link<>(panel, PanelApi.class, DaemonApi.class, this, Duration.ofSeconds(60));
        // One text at a time: the carrier refuses a call that comes before this has left.
        send(last).toCompletableFuture().get(60, TimeUnit.SECONDS);
        return link;
    }

    static PanelHello hello(String panelId, SigningKey key) {
        return new PanelHello(panelId, "1", 1, key.verifyingKey().text(), Instant.now());
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
        pieces.append(piece);
        if (last) {
            var text = pieces.toString();
            pieces.setLength(0);
            if (link != null) {
                link.receive(text);
            } else {
                texts.add(text);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended("error " + error);
    }

    private void ended(String how) {
        closed.complete(how);
        if (link != null) {
            link.closed("LINK_LOST");
        }
    }

    @Override
    public CompletionStage<?> send(String text) {
        return socket.sendText(text, true);
    }

    CompletableFuture<?> sendPart(String text, boolean last) {
        return socket.sendText(text, last);
    }

    CompletableFuture<?> sendBinary(byte[] bytes) {
        return socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true);
    }

    @Override
    public void close(int code, String reason) {
        socket.sendClose(code, reason);
    }

    /** As if the cable was cut. */
    @Override
    public void close() {
        socket.abort();
        if (link != null) {
            link.closed("LINK_LOST");
        }
    }
}
