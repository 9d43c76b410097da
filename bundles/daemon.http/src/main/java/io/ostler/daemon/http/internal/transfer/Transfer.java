package io.ostler.daemon.http.internal.transfer;

import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.daemon.http.internal.Releases;
import io.ostler.protocol.Ticket;

/**
 * What an upload or download holds while it runs: its place, its grant, its file. When the grant is revoked or the
 * daemon stops, the connection is cut, which ends whatever waits for it. Thread-safe.
 */
public final class Transfer implements Doors.Watched, AutoCloseable {
    private final Exchange exchange;
    private final Releases releases = new Releases();
    private volatile boolean isCut;

    private Transfer(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * {@code STREAM_LIMIT}, {@code GRANT_REVOKED}.
     *
     * @param whenOver runs in any case
     */
    public static Transfer begin(Doors doors, Grants grants, Ticket ticket, Exchange exchange, Runnable whenOver) {
        var transfer = new Transfer(exchange);
        transfer.releases.add(whenOver);
        try {
            transfer.releases.add(doors.placeForTransfer(ticket)::close);
            transfer.releases.add(grants.hold(ticket.grant(), transfer::stop)::close);
            doors.watch(transfer);
            transfer.releases.add(() -> doors.forget(transfer));
            return transfer;
        } catch (RuntimeException e) {
            transfer.close();
            throw e;
        }
    }

    /** Lets something go together with the rest. */
    public void releaseLater(Runnable release) {
        releases.add(release);
    }

    /** Whether it was ended from outside; what it was about to do must not be done then. */
    public boolean isCut() {
        return isCut;
    }

    @Override
    public void look(long nanoTime) {
        // a download may be slow as long as its connection lives; an upload looks for itself
    }

    @Override
    public void stop() {
        if (!releases.isOver()) { // else the connection may serve another request by now
            isCut = true;
            exchange.cut();
        }
    }

    @Override
    public void close() {
        releases.close();
    }
}
