package io.ostler.daemon.console.internal;

import java.time.Duration;

/**
 * How long to wait between two looks at a flooding log: in proportion to what passing it on cost, so that it takes a
 * tenth of a core whatever the number of viewers, and never so long that a person would see it.
 */
final class Pace {

    static final Duration SHORTEST = Duration.ofNanos(300_000);
    static final Duration LONGEST = Duration.ofMillis(10);

    /** Without growth for so long, the flood is over. */
    static final Duration QUIET = Duration.ofMillis(20);

    private static final int COST_TIMES = 9;

    private Pace() {}

    static Duration pause(long costNanos) {
        return Duration.ofNanos(Math.clamp(costNanos * COST_TIMES, SHORTEST.toNanos(), LONGEST.toNanos()));
    }
}
