package io.ostler.daemon.console.internal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final long MIB = 1 << 20;
    private static final long NOBODY = Long.MAX_VALUE;
    private final Retention retention = new Retention(64 * MIB, 512 * MIB);

    @Test
    void aShortLogIsKeptWhole() {
        assertEquals(0, retention.startFor(0, 0, NOBODY));
        assertEquals(0, retention.startFor(0, 64 * MIB, NOBODY));
    }

    @Test
    void itIsFreedInSteps() {
        assertEquals(0, retention.startFor(0, 79 * MIB, NOBODY));
        assertEquals(16 * MIB, retention.startFor(0, 80 * MIB, NOBODY));
        assertEquals(16 * MIB, retention.startFor(16 * MIB, 95 * MIB, NOBODY));
        assertEquals(32 * MIB, retention.startFor(16 * MIB, 96 * MIB, NOBODY));
    }

    @Test
    void theSlowestViewerHoldsItUpToTheHardLimit() {
        assertEquals(0, retention.startFor(0, 500 * MIB, 0));
        assertEquals(100 * MIB, retention.startFor(0, 500 * MIB, 100 * MIB));
        assertEquals(436 * MIB, retention.startFor(0, 500 * MIB, 499 * MIB));
        assertEquals(488 * MIB, retention.startFor(0, 1000 * MIB, 0));
    }

    @Test
    void holesBeginAtWholeBlocks() {
        assertEquals(0, retention.startFor(0, 80 * MIB + 12345, NOBODY) % Retention.ALIGNMENT);
        assertEquals(100 * MIB, retention.startFor(0, 500 * MIB, 100 * MIB + 7));
    }

    @Test
    void theStartNeverGoesBack() {
        assertEquals(100 * MIB, retention.startFor(100 * MIB, 120 * MIB, 0));
        assertEquals(100 * MIB, retention.startFor(100 * MIB, 50 * MIB, NOBODY));
    }

    @Test
    void aLimitBelowWhatIsKeptMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new Retention(64 * MIB, 63 * MIB));
    }
}
