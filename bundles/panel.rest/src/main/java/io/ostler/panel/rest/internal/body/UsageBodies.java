package io.ostler.panel.rest.internal.body;

import io.ostler.protocol.Metrics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies about what instances and nodes use. */
public final class UsageBodies {
    private UsageBodies() {}

    /**
     * What the whole process tree of an instance uses; absent: can't be told.
     *
     * @param cpu processors, 1.5 is one and a half
     * @param memory resident bytes
     * @param disk bytes of its folder
     * @param read, written bytes per second to and from disks
     * @param received, sent bytes per second; only with a network of its own
     */
    public record InstanceUsage(
            Instant at,
            double cpu,
            long memory,
            @Nullable Long disk,
            @Nullable Long read,
            @Nullable Long written,
            @Nullable Long received,
            @Nullable Long sent,
            int threads,
            int processes) {

        public static InstanceUsage of(Metrics.Sample s) {
            return new InstanceUsage(
                    s.at(),
                    s.cpu(),
                    s.memory(),
                    s.disk(),
                    s.read(),
                    s.written(),
                    s.received(),
                    s.sent(),
                    s.threads(),
                    s.processes());
        }
    }

    /** @param id of the instance */
    public record UsageNews(String id, InstanceUsage usage) {}

    /** @param stepMillis between two values */
    public record UsageHistory(Instant from, long stepMillis, List<UsageSeries> series, List<UsageMark> marks) {
        public static UsageHistory of(Metrics.History h) {
            return new UsageHistory(
                    h.from(),
                    h.stepMillis(),
                    h.series().stream()
                            .map(s -> new UsageSeries(s.name(), s.values()))
                            .toList(),
                    h.marks().stream().map(m -> new UsageMark(m.at(), m.kind())).toList());
        }
    }

    /**
     * One measure, evenly spaced; null where nothing was measured. A measure that was never measured in the range is
     * left out.
     *
     * @param name cpu, cpuMax, memory, memoryMax, disk, read, written, received, sent, threads, processes, load
     */
    public record UsageSeries(String name, List<@Nullable Double> values) {}

    /** @param kind started, stopped, crashed, quota */
    public record UsageMark(Instant at, String kind) {}
}
