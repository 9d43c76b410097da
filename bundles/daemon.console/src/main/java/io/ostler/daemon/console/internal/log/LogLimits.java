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
 * Keeps the logs of instances that may write within their limit: one look a second at each size, sooner while one of
 * them floods. All work is done by one thread of its own, which waits for {@code fallocate} too. Thread-safe.
 */
public final class LogLimits implements AutoCloseable {

    private static final long USUAL_MILLIS = 1000;
    private static final long FLOOD_MILLIS = 50;
    private static final Logger LOG = LoggerFactory.getLogger(LogLimits.class);

    private static final class Limited {
        final LogTrim trim;
        long size = Long.MAX_VALUE;

        Limited(LogTrim trim) {
            this.trim = trim;
        }
    }

    private final Retention retention;
    private final HolePunch punch = new HolePunch();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ostler-console-limits").factory());

    /** Confined to the thread. */
    private final Map<InstanceId, Limited> logs = new HashMap<>();

    public LogLimits(Retention retention) {
        this.retention = retention;
        var unused = thread.schedule(this::lookAtAll, USUAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Looks at it now, and from now on if it may grow. */
    public void keep(InstanceId id, boolean mayGrow, Supplier<StoredLog> log, LongSupplier slowestViewer) {
        run(() -> {
            try {
                var limited = logs.get(id);
                if (limited == null) {
                    limited = new Limited(new LogTrim(log.get(), retention, punch, slowestViewer));
                    logs.put(id, limited);
                }
                look(limited);
                if (!mayGrow) {
                    logs.remove(id);
                }
            } catch (OstlerException e) {
                LOG.debug("An instance was gone before its console was looked at", e);
            }
        });
    }

    public void remove(InstanceId id) {
        run(() -> logs.remove(id));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The consoles are closing");
        }
    }

    private void lookAtAll() {
        boolean flood = false;
        for (var limited : logs.values()) {
            flood |= look(limited) > retention.step();
        }
        try {
            var unused = thread.schedule(this::lookAtAll, flood ? FLOOD_MILLIS : USUAL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The consoles are closing");
        }
    }

    /** Says by how much it grew. */
    private static long look(Limited limited) {
        try {
            long size = limited.trim.trim();
            long grown = size - limited.size;
            limited.size = size;
            return grown;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
