package io.ostler.daemon.http.internal.download;

import io.ostler.daemon.api.stream.Tickets;
import io.ostler.daemon.http.internal.DoorServlet;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.protocol.TicketScope;
import jakarta.servlet.Servlet;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /daemon/v1/console/downloads}: trades a ticket for an address of a stretch of the console. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/daemon/v1/console/downloads")
public final class LogLinksServlet extends DoorServlet {
    private static final long serialVersionUID = 1L;

    private final transient Tickets tickets;
    private final transient FileSending sending;
    private final transient DownloadLinks links;

    @Activate
    public LogLinksServlet(@Reference Tickets tickets, @Reference FileSending sending, @Reference DownloadLinks links) {
        super("POST");
        this.tickets = tickets;
        this.sending = sending;
        this.links = links;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        var ticket = tickets.accept(
                exchange.bearer(),
                exchange.origin(),
                TicketScope.CONSOLE_READ,
                TicketScope.CONSOLE_COMMANDS,
                TicketScope.CONSOLE_WRITE);
        exchange.allowOrigin();
        var wanted = Wanted.of(ticket, LogPart.of(exchange));
        sending.check(wanted);
        var name = links.make(wanted);
        exchange.json(201, out -> out.name("path").value(LinkedFileServlet.PREFIX + name));
    }
}
