package io.ostler.panel.core.internal.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A clock that stands still, or goes back, still tells before from after. */
class StreamClockTest {
    private Instant now = Instant.parse("2026-01-01T12:00:00.000900Z");

    private final StreamClock clock = new StreamClock(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void ticketsOfOneMomentAreBeforeOrAfterARevocation() {
        var before = clock.issue();
        var revoked = clock.revoke();
        var after = clock.issue();
        assertFalse(before.isAfter(revoked));
        assertTrue(after.isAfter(revoked));
        assertFalse(after.isAfter(clock.revoke()));
    }

    @Test
    void aClockThatIsSetBackChangesNothing() {
        var before = clock.issue();
        now = now.minusSeconds(3600);
        var revoked = clock.revoke();
        var after = clock.issue();
        assertFalse(before.isAfter(revoked));
        assertTrue(after.isAfter(revoked));
    }
}
