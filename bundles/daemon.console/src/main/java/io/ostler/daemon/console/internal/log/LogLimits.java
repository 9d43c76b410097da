package io.ostler.daemon.console.internal.log;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the logs of instances that may write: keeps them within their limits and notes when they grew. One look a
 * second at each size, sooner while one of them floods, so that no more than a part of a step is written between two
 * looks. All work is done by one thread of its own, which waits for {@code fallocate} too. Thread-safe.
 */
public final class LogLimits implements AutoCloseable {

    private static final long USUAL_MILLIS = 1000;
    private static final long SHORTEST_MILLIS = 10;
    private static final long HURRIED_MILLIS = 100;
    private static final long HURRIED_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int GOODBYE_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(LogLimits.class);

    private static final class Limited {
        final LogTrim trim;
        long size = -1;
        long lookedAt;
        boolean isHurried;

        Limited(LogTrim trim) {
            this.trim = trim;
        }
    }

    private final HolePunch punch = new HolePunch();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ostler-console-limits").factory());

    /** Confined to the thread. */
    private final Map<InstanceId, Limited> logs = new HashMap<>();

    public LogLimits() {
        later(this::lookAtAll, USUAL_MILLIS);
    }

    /** Looks at it now, and from now on if it may grow; for the first moments often, as a flood mostly begins there. */
    public void keep(
            InstanceId id, boolean mayGrow, Retention retention, Supplier<StoredLog> log, LongSupplier slowestViewer) {
        run(() -> {
            try {
                var limited = logs.get(id);
                if (limited == null) {
                    limited = new Limited(new LogTrim(log.get(), retention, punch, slowestViewer));
                    logs.put(id, limited);
                }
                limited.trim.keep(retention);
                look(limited, !mayGrow);
                if (!mayGrow) {
                    logs.remove(id);
                } else if (!limited.isHurried) {
                    limited.isHurried = true;
                    hurry(id, limited, System.nanoTime() + HURRIED_NANOS);
                }
            } catch (OstlerException e) {
                LOG.debug("An instance was gone before its console was looked at", e);
            }
        });
    }

    public void remove(InstanceId id) {
        run(() -> logs.remove(id));
    }

    /** What is being written ends first: the next life reads it. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Old console text is still being freed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The consoles are closing");
        }
    }

    private void later(Runnable task, long millis) {
        try {
            var unused = thread.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The consoles are closing");
        }
    }

    private void hurry(InstanceId id, Limited limited, long until) {
        if (logs.get(id) != limited || System.nanoTime() - until > 0) {
            limited.isHurried = false;
            return;
        }
        long next = Math.max(SHORTEST_MILLIS, Math.min(HURRIED_MILLIS, look(limited, false)));
        later(() -> hurry(id, limited, until), next);
    }

    private void lookAtAll() {
        long next = USUAL_MILLIS;
        for (var limited : logs.values()) {
            next = Math.min(next, look(limited, false));
        }
        later(this::lookAtAll, Math.max(SHORTEST_MILLIS, next));
    }

    /** Says after how many milliseconds it has written half a step more. */
    private static long look(Limited limited, boolean isLast) {
        try {
            long before = limited.lookedAt;
            limited.lookedAt = System.nanoTime();
            long size = limited.trim.trim();
            note(limited.trim.log().marks(), size, isLast);
            long grown = limited.size < 0 ? 0 : size - limited.size;
            limited.size = size;
            if (grown <= 0) {
                return USUAL_MILLIS;
            }
            double millis = Math.max(1, (limited.lookedAt - before) / 1e6);
            return (long) (limited.trim.retention().step() / 2 / (grown / millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_MILLIS;
        }
    }

    private static void note(TimeMarks marks, long size, boolean isLast) {
        if (isLast) {
            marks.noteLast(size, System.currentTimeMillis());
        } else {
            marks.note(size, System.currentTimeMillis());
        }
    }
}
