package io.ostler.daemon.metrics.internal;

import io.ostler.daemon.metrics.internal.history.Histories;
import io.ostler.daemon.metrics.internal.history.Measure;
import io.ostler.daemon.metrics.internal.proc.ProcessTrees;
import io.ostler.daemon.metrics.internal.proc.ProcessTrees.Reading;
import io.ostler.model.InstanceId;
import io.ostler.protocol.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all running instances every few seconds, and not at all while none runs. Its looks are on one thread;
 * {@link #wake} and {@link #latest} are for all.
 */
final class InstanceSampler {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceSampler.class);

    private final RunTable runs;
    private final DiskMeter disk;
    private final Histories histories;
    private final ScheduledExecutorService looking;
    private final Pace pace;
    private final Consumer<Metrics.Samples> told;
    private final ProcessTrees trees = new ProcessTrees();
    private volatile Metrics.Samples latest = new Metrics.Samples(List.of());
    private long before;
    private boolean isAwake; // guarded by this

    InstanceSampler(
            RunTable runs,
            DiskMeter disk,
            Histories histories,
            ScheduledExecutorService looking,
            Pace pace,
            Consumer<Metrics.Samples> told) {
        this.runs = runs;
        this.disk = disk;
        this.histories = histories;
        this.looking = looking;
        this.pace = pace;
        this.told = told;
    }

    Metrics.Samples latest() {
        return latest;
    }

    /** Something runs now. */
    synchronized void wake() {
        if (!isAwake) {
            isAwake = true;
            schedule(Duration.ZERO, true);
        }
    }

    void gone(InstanceId id) {
        disk.forget(id);
    }

    private void schedule(Duration delay, boolean begins) {
        try {
            looking.schedule(() -> look(begins), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The daemon stops", e);
        }
    }

    private void look(boolean begins) {
        if (rests()) {
            return;
        }
        long begun = System.nanoTime();
        try {
            if (begins) {
                trees.forget();
            }
            sample();
        } catch (RuntimeException e) { // boundary of the timer: the next look must come
            LOG.error("What instances use can't be told", e);
        }
        schedule(begins ? pace.first() : pace.after(Duration.ofNanos(System.nanoTime() - begun)), false);
    }

    private synchronized boolean rests() {
        if (!runs.running().isEmpty()) {
            return false;
        }
        isAwake = false;
        trees.forget();
        if (!latest.samples().isEmpty()) {
            latest = new Metrics.Samples(List.of());
        }
        return true;
    }

    private void sample() {
        var running = List.copyOf(runs.running());
        var readings = trees.look(running);
        long now = System.currentTimeMillis();
        var at = Instant.ofEpochMilli(now);
        var samples = readings.stream().map(reading -> sample(reading, at)).toList();
        for (var sample : samples) {
            histories.of(sample.instance()).add(values(sample), before, now);
        }
        before = now;
        latest = new Metrics.Samples(samples);
        if (!samples.isEmpty()) {
            told.accept(latest);
        }
    }

    private Metrics.Sample sample(Reading reading, Instant at) {
        var written = reading.written();
        return new Metrics.Sample(
                reading.id(),
                at,
                Measure.CPU.rounded(reading.cpu()),
                reading.memory(),
                disk.of(reading.id(), written == null || written > 0),
                reading.read(),
                written,
                reading.received(),
                reading.sent(),
                reading.threads(),
                reading.processes());
    }

    private static float[] values(Metrics.Sample sample) {
        var values = new float[Measure.values().length];
        values[Measure.CPU.ordinal()] = (float) sample.cpu();
        values[Measure.CPU_MAX.ordinal()] = (float) sample.cpu();
        values[Measure.MEMORY.ordinal()] = sample.memory();
        values[Measure.MEMORY_MAX.ordinal()] = sample.memory();
        values[Measure.DISK.ordinal()] = value(sample.disk());
        values[Measure.READ.ordinal()] = value(sample.read());
        values[Measure.WRITTEN.ordinal()] = value(sample.written());
        values[Measure.RECEIVED.ordinal()] = value(sample.received());
        values[Measure.SENT.ordinal()] = value(sample.sent());
        values[Measure.THREADS.ordinal()] = sample.threads();
        values[Measure.PROCESSES.ordinal()] = sample.processes();
        values[Measure.LOAD.ordinal()] = Float.NaN;
        return values;
    }

    private static float value(@Nullable Long value) {
        return value == null ? Float.NaN : (float) value.longValue();
    }
}
