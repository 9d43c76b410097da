package io.ostler.daemon.metrics.internal;

import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much the folders of running instances take. The figure is that of the quota, which counts along and walks seldom;
 * it is asked for again when the instance has written, else now and then. A program that has outgrown its quota is
 * stopped: what people bring is refused before. Thread-safe; asks on another thread, one instance after the other.
 */
final class DiskMeter {
    private static final Logger LOG = LoggerFactory.getLogger(DiskMeter.class);

    private static final Duration AFTER_WRITING = Duration.ofSeconds(30);
    private static final Duration NOW_AND_THEN = Duration.ofMinutes(10);

    private final FileTrees trees;
    private final InstanceEngine engine;
    private final Executor background;
    private final BiConsumer<InstanceId, String> marks;
    private final Map<InstanceId, Figure> figures = new ConcurrentHashMap<>();

    /** @param bytes -1 while it is being asked for the first time */
    private record Figure(long bytes, long atNanos, boolean hasWritten, boolean isAsked) {}

    DiskMeter(FileTrees trees, InstanceEngine engine, Executor background, BiConsumer<InstanceId, String> marks) {
        this.trees = trees;
        this.engine = engine;
        this.background = background;
        this.marks = marks;
    }

    /** The last known figure, null before the first. */
    @Nullable
    Long of(InstanceId id, boolean hasWritten) {
        var figure = figures.compute(id, (key, known) -> {
            if (known == null) {
                return ask(id, new Figure(-1, System.nanoTime(), false, true));
            }
            boolean dirty = known.hasWritten || hasWritten;
            long age = System.nanoTime() - known.atNanos;
            boolean isOld = age > (dirty ? AFTER_WRITING : NOW_AND_THEN).toNanos();
            return isOld && !known.isAsked
                    ? ask(id, new Figure(known.bytes, known.atNanos, false, true))
                    : new Figure(known.bytes, known.atNanos, dirty, known.isAsked);
        });
        return figure.bytes < 0 ? null : (Long) figure.bytes;
    }

    void forget(InstanceId id) {
        figures.remove(id);
    }

    private Figure ask(InstanceId id, Figure asked) {
        try {
            background.execute(() -> measure(id));
        } catch (RejectedExecutionException e) {
            LOG.debug("The daemon stops", e);
        }
        return asked;
    }

    private void measure(InstanceId id) {
        Files.@Nullable Usage usage = null;
        try {
            usage = trees.of(id).usage();
            stopWhenOver(id, usage);
        } catch (OstlerException e) {
            LOG.debug("No figure of the disk for instance {}", id, e);
        }
        long bytes = usage == null ? -1 : usage.used();
        figures.computeIfPresent(
                id,
                (key, known) ->
                        new Figure(bytes < 0 ? known.bytes : bytes, System.nanoTime(), known.hasWritten, false));
    }

    private void stopWhenOver(InstanceId id, Files.Usage usage) {
        var quota = usage.quota();
        // Trash and versions give way to new files, so they are no reason.
        if (quota == null || usage.used() - usage.trash() - usage.versions() <= quota) {
            return;
        }
        LOG.warn("Instance {} has outgrown its disk quota of {} bytes and is stopped", id, quota);
        try {
            engine.endFor(id, InstanceEngine.CAUSE_QUOTA);
            marks.accept(id, "quota");
        } catch (OstlerException e) {
            LOG.debug("Instance {} ends already", id, e);
        }
    }
}
