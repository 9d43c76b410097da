package io.ostler.daemon.link.internal.grant;

import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.link.internal.trust.TrustedPanel;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.Revocation;
import io.ostler.protocol.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a used ticket, or a pass of the panel, to the end of its stream. One lock covers tickets, revocations and open streams, so that a
 * revocation finds each of them either before or after, never between; what a stream does at its end runs outside of
 * it. A panel ends and sees only what rests on its own tickets. Thread-safe.
 */
@Component(service = {Grants.class, GrantRegistry.class})
public final class GrantRegistry implements Grants {
    private static final Logger LOG = LoggerFactory.getLogger(GrantRegistry.class);

    /**
     * How far a ticket's time of issue and the arrival of a revocation that doesn't tell its time may be out of order:
     * differences of the way.
     */
    private static final Duration SLACK = Duration.ofMillis(500);

    private final LongSupplier nanos;
    private final AcceptedTickets accepted = new AcceptedTickets();
    private final Revocations revocations = new Revocations();
    private final Set<Stream> streams = new LinkedHashSet<>();

    @Activate
    public GrantRegistry() {
        this(System::nanoTime);
    }

    public GrantRegistry(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** An open stream; two of the same grant are two. */
    private final class Stream implements Hold {
        final Grant grant;
        final String issuer;
        final @Nullable Instant issued;
        final Runnable end;

        Stream(Grant grant, String issuer, @Nullable Instant issued, Runnable end) {
            this.grant = grant;
            this.issuer = issuer;
            this.issued = issued;
            this.end = end;
        }

        @Override
        public void close() {
            synchronized (GrantRegistry.this) {
                streams.remove(this);
            }
        }
    }

    /**
     * Uses the ticket up.
     *
     * @throws OstlerException {@code GRANT_REVOKED}, {@code TICKET_USED}, {@code OVERLOADED}
     */
    synchronized void use(Ticket ticket, TrustedPanel panel) {
        var known = ticket.issued().minus(SLACK);
        if (revocations.hit(
                ticket.grant(),
                panel.id(),
                ticket.issued(),
                nano -> !panel.clock().at(nano).isBefore(known))) {
            throw new OstlerException(ErrorCode.GRANT_REVOKED);
        }
        accepted.use(ticket.id(), panel.id(), ticket.issued(), nanos.getAsLong());
    }

    /** A moment for {@link #admit}. */
    public long now() {
        return nanos.getAsLong();
    }

    /**
     * A grant that came without a ticket, in an answer of that panel.
     *
     * @param since when the panel was asked: what was revoked later may have overtaken the answer
     * @throws OstlerException {@code GRANT_REVOKED}, {@code TICKET_USED} when the id is not new, {@code OVERLOADED}
     */
    public synchronized void admit(Grant grant, String issuer, long since) {
        if (revocations.hit(grant, issuer, null, nano -> nano - since >= 0)) {
            throw new OstlerException(ErrorCode.GRANT_REVOKED);
        }
        accepted.use(grant.id(), issuer, null, nanos.getAsLong());
    }

    @Override
    public synchronized Hold hold(Grant grant, Runnable end) {
        var acceptance = accepted.find(grant.id(), nanos.getAsLong());
        boolean revoked = acceptance
                .filter(a -> revocations.hit(grant, a.issuer(), a.issued(), nano -> nano - a.nano() >= 0))
                .isPresent();
        // A ticket of long ago may open another stream only beside one that the registry still watches.
        var stream = acceptance
                .map(a -> new Stream(grant, a.issuer(), a.issued(), end))
                .or(() -> besideOpen(grant, end));
        if (revoked || stream.isEmpty()) {
            throw new OstlerException(ErrorCode.GRANT_REVOKED);
        }
        streams.add(stream.get());
        return stream.get();
    }

    private Optional<Stream> besideOpen(Grant grant, Runnable end) {
        return streams.stream()
                .filter(s -> s.grant.id().equals(grant.id()))
                .map(s -> new Stream(grant, s.issuer, s.issued, end))
                .findFirst();
    }

    @Override
    public List<Grant> open() {
        return open(null);
    }

    /** Those that rest on the tickets of that panel. */
    public synchronized List<Grant> open(@Nullable String issuer) {
        return streams.stream()
                .filter(s -> issuer == null || issuer.equals(s.issuer))
                .map(s -> s.grant)
                .distinct()
                .toList();
    }

    @Override
    public void revoke(Revocation revocation) {
        revoke(revocation, null);
    }

    /** Ends and refuses only what rests on the tickets of that panel; null: of any. */
    public void revoke(Revocation revocation, @Nullable String issuer) {
        end(
                revocation,
                issuer,
                s -> (issuer == null || issuer.equals(s.issuer))
                        && revocation.matches(s.grant)
                        && !isNewer(s, revocation));
    }

    /** A revocation that comes late ends nothing that rests on the rights of after it. */
    private static boolean isNewer(Stream stream, Revocation revocation) {
        return stream.issued != null && revocation.at() != null && stream.issued.isAfter(revocation.at());
    }

    /** That panel is trusted no more. */
    public void revokeAll(String issuer) {
        end(null, issuer, s -> issuer.equals(s.issuer));
    }

    private void end(@Nullable Revocation revocation, @Nullable String issuer, Predicate<Stream> which) {
        var ending = new ArrayList<Stream>();
        synchronized (this) {
            revocations.add(revocation, issuer, nanos.getAsLong());
            streams.stream().filter(which).forEach(ending::add);
            ending.forEach(streams::remove);
        }
        ending.forEach(GrantRegistry::end);
    }

    private static void end(Stream stream) {
        try {
            stream.end.run();
        } catch (RuntimeException e) { // one stream that ends badly must not keep the others open
            LOG.error("A revoked stream did not end well", e);
        }
    }
}
