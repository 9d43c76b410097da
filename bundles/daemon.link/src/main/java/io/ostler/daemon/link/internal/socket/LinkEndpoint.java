package io.ostler.daemon.link.internal.socket;

import io.ostler.daemon.link.internal.calls.SocketDaemon;
import io.ostler.link.Link;
import io.ostler.link.TextAssembler;
import io.ostler.link.TextChannel;
import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.handshake.HandshakeException;
import io.ostler.link.handshake.HandshakeException.Reason;
import io.ostler.link.handshake.NodeHandshake;
import io.ostler.model.OstlerException;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.PanelApi;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket of a panel, from the first text to the end: a short, small handshake, then the link. Texts come one at a
 * time on the server's threads; nothing here blocks. Public because Jetty wants it so.
 */
public final class LinkEndpoint implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(LinkEndpoint.class);
    private static final int HANDSHAKE_TEXT = 4096;
    private static final int NOT_ACCEPTABLE = 1003;
    private static final int TOO_LARGE = 1009;

    private final NodeHandshake handshake;
    private final Function<PanelTrust, SocketDaemon> daemons;
    private final Sockets sockets;
    private final Duration limit;
    private final TextAssembler texts = new TextAssembler(HANDSHAKE_TEXT);
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.PROVING);
    private volatile @Nullable TextChannel channel;
    private volatile @Nullable Link<PanelApi> link;

    private enum Phase {
        PROVING,
        LINKED,
        OVER
    }

    /** @param limit for the whole handshake */
    LinkEndpoint(NodeHandshake handshake, Function<PanelTrust, SocketDaemon> daemons, Sockets sockets, Duration limit) {
        this.handshake = handshake;
        this.daemons = daemons;
        this.sockets = sockets;
        this.limit = limit;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        channel = new JettyChannel(session);
        sockets.opened(this);
        CompletableFuture.delayedExecutor(
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS,
                        task -> Thread.ofVirtual().name("ostler-link-limit").start(task))
                .execute(() -> {
                    if (phase.compareAndSet(Phase.PROVING, Phase.OVER)) {
                        refuse(Reason.HANDSHAKE_TIMEOUT);
                    }
                });
    }

    @Override
    public void onWebSocketPartialText(String piece, boolean last) {
        try {
            texts.add(piece, last).ifPresent(this::take);
        } catch (OstlerException e) {
            end(TOO_LARGE, e.code().name());
        }
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer piece, boolean last, Callback callback) {
        end(NOT_ACCEPTABLE, "LINK_MALFORMED");
        callback.succeed();
    }

    private void take(String text) {
        var open = link;
        if (open != null) {
            open.receive(text);
        } else if (phase.get() == Phase.PROVING) {
            try {
                prove(text);
            } catch (HandshakeException e) {
                refuse(e.reason());
            }
        }
    }

    private void prove(String text) throws HandshakeException {
        var carrier = channel;
        if (carrier == null) {
            return;
        }
        if (!handshake.isOpen()) {
            carrier.send(handshake.answer(text));
            return;
        }
        var panel = handshake.finish(text);
        if (phase.compareAndSet(Phase.PROVING, Phase.LINKED)) {
            texts.limit(Link.LONGEST_TEXT);
            var daemon = daemons.apply(panel);
            var made = new Link<>(daemon, DaemonApi.class, PanelApi.class, carrier, Link.TIMEOUT);
            daemon.onHello(process -> sockets.introduced(this, process));
            daemon.serve(made);
            link = made;
            sockets.proved(this);
            LOG.info("Linked with panel {}", panel.panelId());
            if (phase.get() == Phase.OVER) {
                over("CLOSED"); // it ended while the link was made
            }
        }
    }

    private void refuse(Reason reason) {
        LOG.warn("A link was refused: {}", reason);
        end(HandshakeException.CLOSE_CODE, reason.name());
    }

    /** Ends the socket and what hangs on it. */
    void end(int code, String reason) {
        over(reason);
        var carrier = channel;
        if (carrier != null) {
            carrier.close(code, reason);
        }
    }

    private void over(String reason) {
        phase.set(Phase.OVER);
        sockets.closed(this);
        var open = link;
        if (open != null) {
            open.closed(reason);
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("A link's socket failed", cause);
        over("LINK_LOST");
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        over("LINK_LOST");
        callback.succeed();
    }
}
