package io.ostler.daemon.detect.internal.probe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TimeBudgetTest {
    private static final long MILLI = 1_000_000;

    private final TimeBudget budget = new TimeBudget();
    private long now;

    /** Lines of so many milliseconds each, one after the other. */
    private boolean lines(int count, long millis) {
        boolean exceeded = false;
        for (int i = 0; i < count; i++) {
            now += millis * MILLI;
            exceeded |= budget.isExceededBy(millis * MILLI, now);
        }
        return exceeded;
    }

    @Test
    void oneThatIsSlowAllTheTimeIsTooSlow() {
        assertTrue(lines(5000, 2));
    }

    @Test
    void oneThatKeepsToAMillisecondIsNot() {
        assertFalse(lines(50_000, 1));
    }

    @Test
    void onePauseOfTheMachineIsForgiven() {
        for (int i = 0; i < 20; i++) {
            assertFalse(lines(1, 1500));
            for (int j = 0; j < 100; j++) {
                now += 20 * MILLI;
                assertFalse(budget.isExceededBy(1000, now));
            }
        }
    }
}
