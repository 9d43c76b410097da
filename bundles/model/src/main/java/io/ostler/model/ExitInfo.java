package io.ostler.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run of an instance ended.
 *
 * @param code exit code 0–255, null when a signal ended it or the code is lost
 * @param signal number of the signal that ended it, null otherwise
 * @param at when it ended, daemon's clock
 * @param ran how long it ran
 * @param requested whether a person or the panel asked for the end (stop, restart, kill)
 */
public record ExitInfo(@Nullable Integer code, @Nullable Integer signal, Instant at, Duration ran, boolean requested) {

    /** A shell-style status (128 + n for signal n) as an exit. */
    public static ExitInfo ofStatus(int status, Instant at, Duration ran, boolean requested) {
        return status > 128 && status < 193
                ? new ExitInfo(null, status - 128, at, ran, requested)
                : new ExitInfo(status, null, at, ran, requested);
    }

    /** The code is not known, for instance because the machine went down. */
    public static ExitInfo lost(Instant at, Duration ran) {
        return new ExitInfo(null, null, at, ran, false);
    }

    /** Whether it ended by itself with an error. */
    public boolean isCrash() {
        return !requested && !(code != null && code == 0);
    }
}
