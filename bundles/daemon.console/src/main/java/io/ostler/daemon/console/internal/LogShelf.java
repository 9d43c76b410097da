package io.ostler.daemon.console.internal;

import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.console.internal.block.BlockPool;
import io.ostler.daemon.console.internal.log.LogLimits;
import io.ostler.daemon.console.internal.log.Retention;
import io.ostler.daemon.console.internal.log.StoredLog;
import io.ostler.model.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * All logs of the machine: those that were asked for, those that somebody looks at, and the limits of those that may
 * grow. Thread-safe.
 */
final class LogShelf implements AutoCloseable {

    private final Function<InstanceId, Path> paths;
    private final Map<InstanceId, StoredLog> stored = new ConcurrentHashMap<>();
    private final Map<InstanceId, WatchedLog> watched = new ConcurrentHashMap<>();
    private final BlockPool pool;
    private final ExecutorService tasks = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ostler-console-", 0).factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ostler-console-timer").factory());
    private final LogWatch watch;
    private final LogLimits limits;

    /** @param paths where an instance's log is; {@code NOT_FOUND} for none */
    LogShelf(Function<InstanceId, Path> paths, int blocks) {
        this.paths = paths;
        pool = new BlockPool(blocks);
        watch = new LogWatch(tasks, timer);
        limits = new LogLimits();
    }

    StoredLog log(InstanceId id) {
        var path = paths.apply(id); // asked each time: the instance may be gone
        return stored.computeIfAbsent(id, any -> new StoredLog(path));
    }

    LogViewing view(InstanceId id, long from, Viewer viewer) throws IOException {
        var log = log(id);
        var bounds = log.bounds();
        long position = from < 0 ? Math.max(bounds.start(), bounds.end() + from) : Math.min(from, bounds.end());
        var viewing = join(id, log, position, viewer);
        viewing.wakeElsewhere();
        return viewing;
    }

    /** Its size is looked at from now on, or once more and then not again. Does not block. */
    void keepBounded(InstanceId id, boolean mayGrow, Retention retention) {
        limits.keep(id, mayGrow, retention, () -> log(id), () -> slowest(id));
    }

    /** Does something on the consoles' timer, over and over. */
    void every(Duration pause, Runnable task) {
        var unused = timer.scheduleWithFixedDelay(task, pause.toSeconds(), pause.toSeconds(), TimeUnit.SECONDS);
    }

    void remove(InstanceId id) {
        limits.remove(id);
        stored.remove(id);
        var log = watched.get(id);
        if (log != null) {
            log.end("NOT_FOUND");
        }
    }

    @Override
    public void close() {
        watched.values().forEach(log -> log.end("NODE_AWAY"));
        watch.close();
        limits.close();
        timer.shutdownNow();
        tasks.shutdown();
    }

    private LogViewing join(InstanceId id, StoredLog log, long position, Viewer viewer) throws IOException {
        var joined = new AtomicReference<LogViewing>();
        var opened = new AtomicReference<WatchedLog>();
        try {
            watched.compute(id, (any, known) -> {
                var home = known != null ? known : open(id, log);
                if (known == null) {
                    opened.set(home);
                }
                joined.set(new LogViewing(home, position, viewer, tasks));
                home.join(joined.get());
                return home;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        var fresh = opened.get();
        if (fresh != null) {
            watch.add(fresh);
            if (watched.get(id) != fresh) {
                watch.remove(fresh); // its only viewer has left already
            }
        }
        return joined.get();
    }

    private WatchedLog open(InstanceId id, StoredLog log) {
        try {
            return new WatchedLog(log, pool, viewing -> leave(id, viewing));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void leave(InstanceId id, LogViewing viewing) {
        var empty = new AtomicReference<WatchedLog>();
        watched.computeIfPresent(id, (any, known) -> {
            if (!known.remove(viewing)) {
                return known;
            }
            empty.set(known);
            return null;
        });
        var log = empty.get();
        if (log != null) {
            watch.remove(log);
            log.close();
        }
    }

    private long slowest(InstanceId id) {
        var log = watched.get(id);
        return log == null ? Long.MAX_VALUE : log.slowest();
    }
}
