package io.ostler.daemon.http.internal.console;

import io.ostler.daemon.api.console.Attendance;
import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.api.stream.Tickets;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /daemon/v1/console}: a WebSocket per viewer. Frames go out as they are: packing a console's small frames costs
 * more than it saves, and shared buffers would have to be copied.
 */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/daemon/v1/console")
public final class ConsoleServlet extends JettyWebSocketServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_FRAME = 64 * 1024;

    private final transient ConsoleServices services;

    @Activate
    public ConsoleServlet(
            @Reference Doors doors,
            @Reference Tickets tickets,
            @Reference Grants grants,
            @Reference Consoles consoles,
            @Reference Attendance attendance,
            @Reference InstanceEngine engine) {
        this.services = new ConsoleServices(doors, tickets, grants, consoles, attendance, engine);
    }

    @Override
    protected void configure(JettyWebSocketServletFactory factory) {
        factory.setMaxTextMessageSize(LARGEST_FRAME);
        factory.setMaxBinaryMessageSize(1024);
        factory.setMaxFrameSize(LARGEST_FRAME);
        factory.setMaxOutgoingFrames(-1); // one of output, and answers are sent one at a time
        factory.setIdleTimeout(Duration.ofMinutes(10)); // silence is noticed by pings
        factory.setCreator(this::upgrade);
    }

    private ConsoleSocket upgrade(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        response.setExtensions(List.of());
        return new ConsoleSocket(services, Exchange.originOf(request.getHttpServletRequest()));
    }

    /** Anything but an upgrade, and an upgrade with a nonsense origin, gets a problem document. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        var exchange = Exchange.of(request, response);
        try {
            requireUpgrade(exchange);
            super.service(request, response);
        } catch (OstlerException e) {
            exchange.refuse(e);
        }
    }

    private static void requireUpgrade(Exchange exchange) {
        if (!exchange.request().getMethod().equals("GET")) {
            exchange.response().setHeader("Allow", "GET");
            throw new OstlerException(ErrorCode.METHOD_NOT_ALLOWED, Map.of("allow", "GET"));
        }
        exchange.origin();
        if (!"websocket".equalsIgnoreCase(exchange.header("Upgrade"))) {
            throw OstlerException.invalid("Upgrade", "websocket");
        }
    }
}
