package io.ostler.daemon.link.internal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PanelClockTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final PanelClock clock = new PanelClock(nanos::get, NOON);

    @Test
    void itGoesOnByItself() {
        pass(Duration.ofMillis(2500));
        assertEquals(NOON.plusMillis(2500), clock.now());
        assertEquals(NOON.plusMillis(1500), clock.at(nanos.get() - 1_000_000_000L));
    }

    @Test
    void aLateTellingChangesNothing() {
        pass(Duration.ofSeconds(10));
        assertTrue(clock.tell(NOON.plusSeconds(2)));
        assertEquals(NOON.plusSeconds(10), clock.now());
    }

    @Test
    void aPromptTellingCorrectsALateOne() {
        pass(Duration.ofSeconds(10));
        assertTrue(clock.tell(NOON.plusSeconds(13)));
        assertEquals(NOON.plusSeconds(13), clock.now());
    }

    @Test
    void aClockThatRunsSlowIsFollowedWithinAMinute() {
        for (int i = 1; i <= 6; i++) {
            pass(Duration.ofSeconds(10));
            assertTrue(clock.tell(NOON.plusSeconds(9L * i)));
        }
        assertTrue(clock.now().isBefore(NOON.plusSeconds(60)));
    }

    @Test
    void aStepForwardIsFollowedAtOnce() {
        pass(Duration.ofSeconds(10));
        assertTrue(clock.tell(NOON.plusSeconds(3600)));
        assertEquals(NOON.plusSeconds(3600), clock.now());
    }

    @Test
    void aStepBackIsSaid() {
        pass(Duration.ofSeconds(10));
        assertFalse(clock.tell(NOON.minusSeconds(3600)));
        assertEquals(NOON.minusSeconds(3600), clock.now());
        assertTrue(clock.tell(NOON.minusSeconds(3600)));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
