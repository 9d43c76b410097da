package io.ostler.daemon.http.internal;

import io.ostler.daemon.api.stream.Tickets;
import jakarta.servlet.Servlet;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers the browser's question whether it reaches this daemon, and whether it is the one that it looks for. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/daemon/v1/ping")
public final class PingServlet extends DoorServlet {
    private static final long serialVersionUID = 1L;

    private final transient Tickets tickets;

    @Activate
    public PingServlet(@Reference Tickets tickets) {
        super("GET, HEAD");
        this.tickets = tickets;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        exchange.response().setHeader("Access-Control-Allow-Origin", "*");
        exchange.json(
                200,
                out -> out.name("ostler")
                        .value("daemon")
                        .name("node")
                        .value(tickets.node().value()));
    }
}
