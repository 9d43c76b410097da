package io.ostler.daemon.http.internal.download;

import io.ostler.daemon.api.stream.Tickets;
import io.ostler.daemon.http.internal.DoorServlet;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /daemon/v1/downloads}: trades a ticket for an address that a browser can fetch without headers. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/daemon/v1/downloads",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class LinksServlet extends DoorServlet {
    private static final long serialVersionUID = 1L;

    private final transient Doors doors;
    private final transient Tickets tickets;
    private final transient FileSending sending;
    private final transient DownloadLinks links;

    @Activate
    public LinksServlet(
            @Reference Doors doors,
            @Reference Tickets tickets,
            @Reference FileSending sending,
            @Reference DownloadLinks links) {
        super("POST");
        this.doors = doors;
        this.tickets = tickets;
        this.sending = sending;
        this.links = links;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        var ticket = tickets.accept(exchange.bearer(), exchange.origin(), TicketScope.FILE_DOWNLOAD);
        exchange.allowOrigin();
        if (exchange.hasBody()) {
            readBody(exchange, ticket);
        } else {
            make(exchange, Wanted.of(ticket, exchange.query("format")));
        }
    }

    /** On a thread of the doors, as the client may take its time. */
    private void readBody(Exchange exchange, Ticket ticket) {
        var place = doors.placeForTransfer(ticket);
        var async = exchange.request().startAsync();
        doors.workers().execute(() -> {
            try (place) {
                make(exchange, LinkRequest.read(exchange, ticket));
            } catch (OstlerException e) {
                exchange.refuse(e);
            } catch (IOException e) {
                exchange.broken(e);
            } catch (RuntimeException e) {
                // the boundary to the pool of threads, which would swallow it
                exchange.refuse(new OstlerException(ErrorCode.INTERNAL, Map.of(), e));
            } finally {
                async.complete();
            }
        });
    }

    private void make(Exchange exchange, Wanted wanted) throws IOException {
        sending.check(wanted); // here an error can be shown; a browser's own download shows none
        var name = links.make(wanted);
        exchange.json(201, out -> out.name("path").value(LinkedFileServlet.PREFIX + name));
    }
}
