package io.ostler.protocol;

import io.ostler.model.InstanceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages about what instances and nodes use. All immutable. */
public final class Metrics {
    private Metrics() {}

    /**
     * What the whole process tree of an instance uses; null: can't be told here.
     *
     * @param cpu processors, 1.5 is one and a half
     * @param memory resident bytes (shared pages counted once where the system tells, PSS)
     * @param disk bytes of its folder
     * @param read, written bytes per second to and from disks
     * @param received, sent bytes per second of the network; null without a network of its own
     * @param threads of all its processes
     */
    public record Sample(
            InstanceId instance,
            Instant at,
            double cpu,
            long memory,
            @Nullable Long disk,
            @Nullable Long read,
            @Nullable Long written,
            @Nullable Long received,
            @Nullable Long sent,
            int threads,
            int processes) {}

    /** Of all running instances, about every five seconds while linked. */
    public record Samples(List<Sample> samples) {
        public Samples {
            samples = List.copyOf(samples);
        }
    }

    /** @param instance null: the node itself; {@code points} at most 2000 */
    public record HistoryRequest(@Nullable InstanceId instance, Instant from, Instant to, int points) {}

    /**
     * One measure over time, evenly spaced; null where nothing was measured.
     *
     * @param name {@code cpu}, {@code memory}, {@code disk}, {@code read}, {@code written}, {@code received},
     *     {@code sent}, {@code threads}, {@code processes}; of a node also {@code load}
     */
    public record Series(String name, List<@Nullable Double> values) {}

    /** @param stepMillis between two values */
    public record History(Instant from, long stepMillis, List<Series> series, List<Mark> marks) {}

    /** Something that happened then: {@code started}, {@code stopped}, {@code crashed}. */
    public record Mark(Instant at, String kind) {}
}
