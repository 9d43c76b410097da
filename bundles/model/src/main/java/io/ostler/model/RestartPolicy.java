package io.ostler.model;

import java.time.Duration;

/**
 * Whether an instance that ended by itself is started again. Immutable and valid by construction:
 * {@link ErrorCode#INVALID_REQUEST} naming the field.
 *
 * @param when after which ends
 * @param attempts starts in a row without a run of {@code healthy}, after which it is left {@code Crashed} (a crash
 *     loop); 1 to 100
 * @param delay before the first start; doubled with each further one, up to {@code mostDelay}; 1 s to 1 h
 * @param mostDelay {@code delay} to 1 h
 * @param healthy a run that lasted so long makes the count begin anew; 1 s to 24 h
 */
public record RestartPolicy(When when, int attempts, Duration delay, Duration mostDelay, Duration healthy) {

    // First: the constant beneath is checked with them.
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    public static final RestartPolicy NEVER =
            new RestartPolicy(When.NEVER, 5, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(10));

    /** Ends of a run that nobody asked for. */
    public enum When {
        NEVER,
        /** An exit code other than 0, a signal, or a cause that can't be told. */
        CRASH,
        /** Any. */
        ALWAYS
    }

    public RestartPolicy {
        if (attempts < 1 || attempts > 100) {
            throw OstlerException.invalid("restart.attempts", "1 to 100");
        }
        require(delay, SECOND, HOUR, "restart.delayMillis");
        require(mostDelay, delay, HOUR, "restart.mostDelayMillis");
        require(healthy, SECOND, Duration.ofHours(24), "restart.healthyMillis");
    }

    /** Whether the policy wants another start after this end. */
    public boolean wants(ExitInfo exit) {
        return !exit.requested() && (when == When.ALWAYS || (when == When.CRASH && exit.isCrash()));
    }

    /** How long to wait before a start, the first being 1. */
    public Duration delayBefore(int attempt) {
        var wait = delay;
        for (int i = 1; i < attempt && wait.compareTo(mostDelay) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(mostDelay) > 0 ? mostDelay : wait;
    }

    private static void require(Duration value, Duration least, Duration most, String field) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw OstlerException.invalid(field, least.toMillis() + " to " + most.toMillis());
        }
    }
}
