package io.ostler.daemon.http.internal.download;

import io.ostler.daemon.api.stream.Tickets;
import io.ostler.daemon.http.internal.DoorServlet;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.protocol.TicketScope;
import jakarta.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /daemon/v1/download}: the file or folder of the ticket in the {@code Authorization} header. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/daemon/v1/download",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class DownloadServlet extends DoorServlet {
    private static final long serialVersionUID = 1L;

    private final transient Tickets tickets;
    private final transient FileSending sending;

    @Activate
    public DownloadServlet(@Reference Tickets tickets, @Reference FileSending sending) {
        super("GET, HEAD");
        this.tickets = tickets;
        this.sending = sending;
    }

    @Override
    protected void answer(Exchange exchange) {
        var ticket = tickets.accept(exchange.bearer(), exchange.origin(), TicketScope.FILE_DOWNLOAD);
        exchange.allowOrigin();
        sending.send(exchange, Wanted.of(ticket, exchange.query("format")), () -> {});
    }
}
