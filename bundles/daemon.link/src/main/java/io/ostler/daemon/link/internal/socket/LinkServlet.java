package io.ostler.daemon.link.internal.socket;

import io.ostler.daemon.link.internal.calls.SocketDaemons;
import io.ostler.daemon.link.internal.trust.DaemonIdentity;
import io.ostler.link.handshake.NodeHandshake;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The door at which the panel dials. Browsers have no business here and are turned away by their Origin. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/daemon/v1/link")
public final class LinkServlet extends JettyWebSocketServlet {
    private static final long serialVersionUID = 1L;
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);

    /** The panel says something every ten seconds. */
    private static final Duration IDLE = Duration.ofSeconds(45);

    private static final int GOING_AWAY = 1001;

    private final transient DaemonIdentity identity;
    private final transient SocketDaemons daemons;
    private final transient Duration handshakeLimit;
    private final transient Sockets sockets = new Sockets();

    @Activate
    public LinkServlet(@Reference DaemonIdentity identity, @Reference SocketDaemons daemons) {
        this(identity, daemons, HANDSHAKE);
    }

    LinkServlet(DaemonIdentity identity, SocketDaemons daemons, Duration handshakeLimit) {
        this.identity = identity;
        this.daemons = daemons;
        this.handshakeLimit = handshakeLimit;
    }

    @Override
    protected void configure(JettyWebSocketServletFactory factory) {
        factory.setIdleTimeout(IDLE);
        factory.setCreator(this::create);
    }

    private @Nullable Object create(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        try {
            if (request.getHeader("Origin") != null) {
                response.sendForbidden("not for browsers");
                return null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Compression would let a small frame become a large one.
        response.setExtensions(List.of());
        var handshake = new NodeHandshake(identity.key(), daemons.version(), identity::joined);
        return new LinkEndpoint(handshake, daemons::of, sockets, handshakeLimit);
    }

    @Deactivate
    public void deactivate() {
        sockets.closeAll(GOING_AWAY, "CLOSED");
    }
}
