package io.ostler.daemon.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FloodTest {

    @Test
    void thePauseGrowsWithTheCostWithinBounds() {
        assertEquals(Pace.SHORTEST, Pace.pause(0));
        assertEquals(Duration.ofMillis(9), Pace.pause(1_000_000));
        assertEquals(Pace.LONGEST, Pace.pause(50_000_000));
        assertEquals(Pace.LONGEST, Pace.pause(Long.MAX_VALUE / 10));
    }

    @Test
    void loneEventsAreNoFlood() {
        var heat = new Heat();
        for (int i = 0; i < 100; i++) {
            assertEquals(false, heat.add(1, i * 4_000_000L));
        }
    }

    @Test
    void manyEventsAtOnceAreAFlood() {
        var heat = new Heat();
        assertEquals(false, heat.add(1, 0));
        assertEquals(false, heat.add(2, 1_000_000));
        assertEquals(true, heat.add(1, 2_000_000));
        heat.cool();
        assertEquals(false, heat.add(3, 3_000_000));
        assertEquals(true, heat.add(1, 4_000_000));
    }
}
