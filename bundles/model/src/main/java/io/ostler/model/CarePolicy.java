package io.ostler.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the daemon looks after an instance. Immutable and valid by construction.
 *
 * @param startOrder among those that start with the daemon: lower ones first, 0 to 1000
 * @param restart after an end that nobody asked for
 * @param limits of a run
 * @param logSize bytes of console output that are kept, 1 MiB to 1 TiB, null: the node's default
 * @param logDays for how long output is kept, 1 to 3650, null: as long as there is room
 * @param expires from then on it can't be started, and is stopped when it runs; null: never
 */
public record CarePolicy(
        int startOrder,
        RestartPolicy restart,
        InstanceLimits limits,
        @Nullable Long logSize,
        @Nullable Integer logDays,
        @Nullable Instant expires) {

    public static final CarePolicy DEFAULT = new CarePolicy(100, RestartPolicy.NEVER, InstanceLimits.NONE, null, null);

    public CarePolicy {
        if (startOrder < 0 || startOrder > 1000) {
            throw OstlerException.invalid("care.startOrder", "0 to 1000");
        }
        if (logSize != null && (logSize < 1L << 20 || logSize > 1L << 40)) {
            throw OstlerException.invalid("care.logSize", (1L << 20) + " to " + (1L << 40) + " bytes");
        }
        if (logDays != null && (logDays < 1 || logDays > 3650)) {
            throw OstlerException.invalid("care.logDays", "1 to 3650");
        }
    }

    /** That never expires. */
    public CarePolicy(
            int startOrder,
            RestartPolicy restart,
            InstanceLimits limits,
            @Nullable Long logSize,
            @Nullable Integer logDays) {
        this(startOrder, restart, limits, logSize, logDays, null);
    }

    public CarePolicy withExpires(@Nullable Instant other) {
        return new CarePolicy(startOrder, restart, limits, logSize, logDays, other);
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
