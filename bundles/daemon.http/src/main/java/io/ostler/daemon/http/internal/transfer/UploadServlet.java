package io.ostler.daemon.http.internal.transfer;

import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.api.stream.Tickets;
import io.ostler.daemon.http.internal.DoorServlet;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import jakarta.servlet.Servlet;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code PUT /daemon/v1/upload}: the body becomes the file of the ticket, at once when it is complete. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/daemon/v1/upload",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class UploadServlet extends DoorServlet {
    private static final long serialVersionUID = 1L;

    private final transient Doors doors;
    private final transient Tickets tickets;
    private final transient Grants grants;
    private final transient FileTrees files;

    @Activate
    public UploadServlet(
            @Reference Doors doors, @Reference Tickets tickets, @Reference Grants grants, @Reference FileTrees files) {
        super("PUT");
        this.doors = doors;
        this.tickets = tickets;
        this.grants = grants;
        this.files = files;
    }

    @Override
    protected void answer(Exchange exchange) {
        try {
            begin(exchange);
        } catch (OstlerException e) {
            RefusedBody.answer(exchange, e, doors);
        }
    }

    private void begin(Exchange exchange) {
        var ticket = tickets.accept(exchange.bearer(), exchange.origin(), TicketScope.FILE_UPLOAD);
        exchange.allowOrigin();
        var path = ticket.path();
        if (path == null) {
            throw new OstlerException(ErrorCode.TICKET_INVALID);
        }
        refuseOtherForms(exchange);
        long length = exchange.request().getContentLengthLong();
        requireWithin(ticket, length);
        var transfer = Transfer.begin(doors, grants, ticket, exchange, () -> {});
        try {
            var upload = files.of(ticket.instance()).upload(path, length, ticket.overwrite());
            transfer.releaseLater(upload::close);
            new UploadRun(exchange, doors, ticket, transfer, upload).start();
        } catch (RuntimeException e) {
            transfer.close();
            throw e;
        }
    }

    /** A part of a file, or a packed one, would be taken for the whole. */
    private static void refuseOtherForms(Exchange exchange) {
        for (var name : new String[] {"Content-Range", "Content-Encoding"}) {
            if (exchange.request().getHeader(name) != null) {
                throw OstlerException.invalid(name, "left out: the body is the file as it is");
            }
        }
    }

    /** {@code REQUEST_TOO_LARGE} when that many bytes are more than the ticket allows. */
    static void requireWithin(Ticket ticket, long length) {
        var limit = ticket.maxSize();
        if (limit != null && length > limit) {
            throw new OstlerException(ErrorCode.REQUEST_TOO_LARGE, Map.of("limit", limit.toString()));
        }
    }
}
