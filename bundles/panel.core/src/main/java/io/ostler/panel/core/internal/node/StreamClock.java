package io.ostler.panel.core.internal.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Puts tickets and revocations in one order, in whole milliseconds, as tickets tell them: a ticket that was asked for
 * after a revocation has a later time, one asked for before has not, also when the machine's clock is set back.
 * Thread-safe.
 */
@Component(service = StreamClock.class)
public final class StreamClock {
    private static final Duration STEP = Duration.ofMillis(1);

    private final Clock clock;
    private Instant issued = Instant.EPOCH;
    private Instant revoked = Instant.EPOCH;

    @Activate
    public StreamClock() {
        this(Clock.systemUTC());
    }

    StreamClock(Clock clock) {
        this.clock = clock;
    }

    /** For a ticket; to be taken before its rights are looked up, so that what changes meanwhile is later. */
    public synchronized Instant issue() {
        var now = later(now(), revoked.plus(STEP));
        issued = later(issued, now);
        return now;
    }

    /** For a revocation; to be taken after the rights have changed. */
    synchronized Instant revoke() {
        revoked = later(now(), later(issued, revoked));
        return revoked;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
