package io.ostler.daemon.http.internal.transfer;

import io.ostler.daemon.api.act.ActLog;
import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.api.stream.Pace;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Acts;
import io.ostler.protocol.Ticket;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Receives the bodies of uploads. Thread-safe. */
@Component(service = Reception.class)
public final class Reception {
    private final Doors doors;
    private final Grants grants;
    private final Pace pace;
    private final ActLog acts;

    @Activate
    public Reception(@Reference Doors doors, @Reference Grants grants, @Reference Pace pace, @Reference ActLog acts) {
        this.doors = doors;
        this.grants = grants;
        this.pace = pace;
        this.acts = acts;
    }

    /** A file is there, for the record. */
    public void landed(Exchange exchange, Ticket ticket, String path, long size) {
        acts.note(
                new ActLog.By(ticket.grant(), "upload", exchange.request().getRemoteAddr()),
                Acts.Kind.FILE_WRITE,
                Map.of("path", path, "size", Long.toString(size)),
                null);
    }

    /** Answers an upload that isn't received. */
    public void refuse(Exchange exchange, OstlerException error) {
        RefusedBody.answer(exchange, error, doors);
    }

    /**
     * Receives the body; {@code STREAM_LIMIT}, {@code GRANT_REVOKED}. Returns at once, mostly before its end.
     *
     * @param open makes the receiver; what the transfer is given to release is released also when this fails
     * @param begins told right before the first byte is read
     */
    public void receive(
            Exchange exchange, Ticket ticket, Function<Transfer, Receiver> open, Consumer<BodyReading> begins) {
        var transfer = Transfer.begin(doors, grants, ticket, exchange, () -> {});
        BodyReading reading;
        try {
            var receiver = open.apply(transfer);
            reading = new BodyReading(exchange, doors, pace, ticket.user(), transfer, receiver);
            begins.accept(reading);
        } catch (RuntimeException e) {
            transfer.close();
            throw e;
        }
        reading.start();
    }

    /** A part of a file, or a packed one, would be taken for the whole. */
    public static void refuseOtherForms(Exchange exchange) {
        for (var name : new String[] {"Content-Range", "Content-Encoding"}) {
            if (exchange.request().getHeader(name) != null) {
                throw OstlerException.invalid(name, "left out: the body is the file as it is");
            }
        }
    }

    /** {@code REQUEST_TOO_LARGE} when that many bytes are more than the ticket allows. */
    public static void requireWithin(Ticket ticket, long length) {
        var limit = ticket.maxSize();
        if (limit != null && length > limit) {
            throw new OstlerException(ErrorCode.REQUEST_TOO_LARGE, Map.of("limit", limit.toString()));
        }
    }
}
