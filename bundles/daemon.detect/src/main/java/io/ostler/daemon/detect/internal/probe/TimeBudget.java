package io.ostler.daemon.detect.internal.probe;

import java.time.Duration;

/**
 * Counts what a detector takes of the common thread: 1 ms per line on average over a second. A machine that is held up
 * makes a fast one look slow for a moment, so only several slow seconds in a row count. Confined to one thread.
 */
final class TimeBudget {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long PER_LINE = Duration.ofMillis(1).toNanos();
    /** Less than this in a second harms nobody. */
    private static final long HARMLESS = Duration.ofMillis(50).toNanos();

    static final int PATIENCE = 3;

    private long began;
    private long spent;
    private long lines;
    private int slowSeconds;

    /** Whether the patience is over. */
    boolean isExceededBy(long nanos, long now) {
        if (lines == 0) {
            began = now;
        }
        spent += nanos;
        lines++;
        if (now - began < SECOND && spent < SECOND) {
            return false;
        }
        boolean slow = spent > HARMLESS && spent > lines * PER_LINE;
        slowSeconds = slow ? slowSeconds + 1 : 0;
        lines = 0;
        spent = 0;
        return slowSeconds >= PATIENCE;
    }
}
