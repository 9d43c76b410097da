package io.ostler.daemon.http.internal.tus;

import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.api.stream.Tickets;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The keys with which browsers go on with uploads that a ticket opened: random, in memory, alive as long as the grant
 * holds and somebody uses them. They are never logged. Thread-safe.
 */
@Component(service = UploadKeys.class)
public final class UploadKeys implements Doors.Watched {
    static final String HEADER = "Ostler-Upload-Key";
    private static final long UNUSED = TimeUnit.MINUTES.toNanos(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Doors doors;
    private final Tickets tickets;
    private final Grants grants;
    private final Map<String, UploadSession> sessions = new ConcurrentHashMap<>();

    @Activate
    public UploadKeys(@Reference Doors doors, @Reference Tickets tickets, @Reference Grants grants) {
        this.doors = doors;
        this.tickets = tickets;
        this.grants = grants;
        doors.watch(this);
    }

    /** What the request may go on with, by its ticket or its key; a ticket's new key is told in the answer. */
    UploadSession of(Exchange exchange) {
        return exchange.header("Authorization") == null ? known(exchange) : begin(exchange);
    }

    /** {@code TICKET_INVALID} when there is no such key, or no longer; {@code ORIGIN_REFUSED} for another page. */
    UploadSession known(Exchange exchange) {
        var key = exchange.header(HEADER);
        var session = key == null ? null : sessions.get(key);
        if (session == null) {
            throw new OstlerException(ErrorCode.TICKET_INVALID);
        }
        var origin = exchange.origin();
        if (origin != null && !origin.equals(session.ticket().origin())) {
            throw new OstlerException(ErrorCode.ORIGIN_REFUSED);
        }
        exchange.allowOrigin();
        session.use();
        return session;
    }

    /** Trades the request's ticket for a key; {@code STREAM_LIMIT} and all that refuses a ticket. */
    UploadSession begin(Exchange exchange) {
        var ticket = tickets.accept(exchange.bearer(), exchange.origin(), TicketScope.FILE_UPLOAD);
        exchange.allowOrigin();
        var session = make(ticket);
        exchange.response().setHeader(HEADER, session.key());
        return session;
    }

    private UploadSession make(Ticket ticket) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        var key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var session = new UploadSession(key, ticket);
        session.releaseLater(doors.placeForUploadKey(ticket)::close);
        sessions.put(key, session);
        try {
            session.releaseLater(grants.hold(ticket.grant(), () -> remove(key))::close);
        } catch (RuntimeException e) {
            remove(key);
            throw e;
        }
        return session;
    }

    private void remove(String key) {
        var session = sessions.remove(key);
        if (session != null) {
            session.close();
        }
    }

    @Override
    public void look(long nanoTime) {
        sessions.forEach((key, session) -> {
            if (session.isUnused(nanoTime, UNUSED)) {
                remove(key);
            }
        });
    }

    @Override
    @Deactivate
    public void stop() {
        doors.forget(this);
        sessions.keySet().forEach(this::remove);
    }
}
