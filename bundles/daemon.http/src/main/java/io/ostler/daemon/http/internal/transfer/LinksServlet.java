package io.ostler.daemon.http.internal.transfer;

import io.ostler.daemon.api.stream.Tickets;
import io.ostler.daemon.http.internal.DoorServlet;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.protocol.TicketScope;
import jakarta.servlet.Servlet;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /daemon/v1/downloads}: trades a ticket for an address that a browser can fetch without headers. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/daemon/v1/downloads")
public final class LinksServlet extends DoorServlet {
    private static final long serialVersionUID = 1L;

    private final transient Tickets tickets;
    private final transient FileSending sending;
    private final transient DownloadLinks links;

    @Activate
    public LinksServlet(@Reference Tickets tickets, @Reference FileSending sending, @Reference DownloadLinks links) {
        super("POST");
        this.tickets = tickets;
        this.sending = sending;
        this.links = links;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        var ticket = tickets.accept(exchange.bearer(), exchange.origin(), TicketScope.FILE_DOWNLOAD);
        exchange.allowOrigin();
        sending.open(ticket).close(); // here an error can be shown; a browser's own download shows none
        var name = links.make(ticket);
        exchange.json(201, out -> out.name("path").value(LinkedFileServlet.PREFIX + name));
    }
}
