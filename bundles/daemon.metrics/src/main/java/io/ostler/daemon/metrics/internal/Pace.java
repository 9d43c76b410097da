package io.ostler.daemon.metrics.internal;

import java.time.Duration;

/**
 * How often what is done. Immutable.
 *
 * @param first from a start to the first figures
 * @param instances between two looks at the processes, unless looking takes long
 */
record Pace(Duration first, Duration instances, Duration node, Duration write) {
    static final Pace NORMAL =
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(1));

    private static final int SHARE_OF_TIME = 100;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A look takes at most a hundredth of one processor. */
    Duration after(Duration took) {
        var rest = took.multipliedBy(SHARE_OF_TIME);
        if (rest.compareTo(instances) < 0) {
            return instances;
        }
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
