package io.ostler.panel.link.internal;

import io.ostler.link.Link;
import io.ostler.link.TextAssembler;
import io.ostler.link.TextChannel;
import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.handshake.HandshakeException;
import io.ostler.link.handshake.NodeHandshake;
import io.ostler.link.key.SigningKey;
import io.ostler.model.NodeId;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.PanelApi;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A node on loopback made of the shared link alone. */
final class FakeNode implements AutoCloseable {
    final SigningKey key = SigningKey.generate();
    final FakeDaemon daemon;
    final LinkedBlockingQueue<Peer> linked = new LinkedBlockingQueue<>();
    volatile Optional<PanelTrust> trust = Optional.empty();
    /** Texts that it says instead of its handshake. */
    volatile Optional<String> nonsense = Optional.empty();

    volatile boolean silent;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    FakeNode(NodeId id, int port) throws Exception {
        daemon = new FakeDaemon(id);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        var context = new ServletContextHandler();
        JettyWebSocketServletContainerInitializer.configure(
                context,
                (ignored, container) -> container.addMapping("/daemon/v1/link", (request, response) -> new Peer()));
        server.setHandler(context);
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    void join(PanelIdentity panel, NodeId id) {
        trust = Optional.of(new PanelTrust(panel.panelId(), panel.key().verifyingKey(), id));
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    /** One socket of the panel. */
    public final class Peer implements Session.Listener.AutoDemanding, TextChannel {
        final CompletableFuture<String> closed = new CompletableFuture<>();
        private final TextAssembler texts = new TextAssembler(Link.LONGEST_TEXT);
        private final NodeHandshake handshake = new NodeHandshake(key, "1", () -> trust);
        volatile Session session;
        volatile Link<PanelApi> link;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
        }

        @Override
        public void onWebSocketPartialText(String piece, boolean last) {
            texts.add(piece, last).ifPresent(this::take);
        }

        private void take(String text) {
            if (link != null) {
                link.receive(text);
                return;
            }
            if (silent) {
                return;
            }
            try {
                if (nonsense.isPresent()) {
                    send(nonsense.get());
                } else if (!handshake.isOpen()) {
                    send(handshake.answer(text));
                } else {
                    handshake.finish(text);
                    link = new Link<>(daemon, DaemonApi.class, PanelApi.class, this, Link.TIMEOUT);
                    daemon.events = link.remote();
                    linked.add(this);
                }
            } catch (HandshakeException e) {
                close(HandshakeException.CLOSE_CODE, e.reason().name());
            }
        }

        @Override
        public void onWebSocketClose(int code, String reason, Callback callback) {
            closed.complete(code + " " + reason);
            callback.succeed();
        }

        @Override
        public CompletionStage<?> send(String text) {
            var sent = new CompletableFuture<Boolean>();
            session.sendText(text, Callback.from(() -> sent.complete(true), sent::completeExceptionally));
            return sent;
        }

        void sendBinary() {
            session.sendBinary(ByteBuffer.wrap(new byte[] {1}), Callback.NOOP);
        }

        @Override
        public void close(int code, String reason) {
            session.close(code, reason, Callback.NOOP);
        }

        void cut() {
            session.disconnect();
        }
    }
}
