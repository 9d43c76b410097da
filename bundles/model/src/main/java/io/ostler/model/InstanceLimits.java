package io.ostler.model;

import org.jspecify.annotations.Nullable;

/**
 * What a run may use, its whole process tree together; null: no limit. How strictly depends on the node: by control
 * groups where the daemon may make them, else by watching. Immutable and valid by construction.
 *
 * @param memory bytes, at least 4 MiB; the run is ended when it takes more
 * @param cpu hundredths of one processor, 1 to 100000; 150 is one and a half processors
 * @param processes processes and threads, 1 to 100000
 */
public record InstanceLimits(
        @Nullable Long memory,
        @Nullable Integer cpu,
        @Nullable Integer processes) {

    public static final InstanceLimits NONE = new InstanceLimits(null, null, null);

    public InstanceLimits {
        if (memory != null && (memory < 4L << 20 || memory > 1L << 50)) {
            throw OstlerException.invalid("limits.memory", (4L << 20) + " to " + (1L << 50) + " bytes");
        }
        require(cpu, "limits.cpu");
        require(processes, "limits.processes");
    }

    private static void require(@Nullable Integer value, String field) {
        if (value != null && (value < 1 || value > 100_000)) {
            throw OstlerException.invalid(field, "1 to 100000");
        }
    }
}
