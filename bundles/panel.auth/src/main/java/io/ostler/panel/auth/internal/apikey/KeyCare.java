package io.ostler.panel.auth.internal.apikey;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.ApiKeys.ApiKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after keys in use: ends what rests on them at the moment they expire, and writes once a minute when they were
 * last used. Its thread begins with the first key that is used. Thread-safe.
 */
final class KeyCare implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCare.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final KeyBook book;
    private final Set<String> watched = new HashSet<>();
    private @Nullable ScheduledThreadPoolExecutor executor;
    private boolean closed;

    KeyCare(KeyBook book) {
        this.book = book;
    }

    synchronized void watch(ApiKey key) {
        if (closed || !watched.add(key.id())) {
            return;
        }
        var running = executor == null ? start() : executor;
        var expires = key.expires();
        if (expires != null) {
            long millis = Duration.between(book.clock().instant(), expires).toMillis();
            var unused = running.schedule(
                    () -> guarded("end what rests on a key", () -> book.expired(key)),
                    Math.max(0, millis) + 1,
                    TimeUnit.MILLISECONDS);
        }
    }

    private ScheduledThreadPoolExecutor start() {
        var made = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("ostler-api-keys").factory());
        made.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        made.setRemoveOnCancelPolicy(true);
        var unused = made.scheduleWithFixedDelay(
                () -> guarded("write when keys were last used", book::writeLastUses),
                MINUTE.toSeconds(),
                MINUTE.toSeconds(),
                TimeUnit.SECONDS);
        executor = made;
        return made;
    }

    @Override
    public void close() {
        ScheduledThreadPoolExecutor running;
        synchronized (this) {
            closed = true;
            running = executor;
        }
        if (running != null) {
            running.shutdown();
            try {
                if (!running.awaitTermination(10, TimeUnit.SECONDS)) {
                    LOG.warn("The store still holds up the keys");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            guarded("write when keys were last used", book::writeLastUses);
        }
    }

    private static void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (OstlerException e) {
            LOG.warn("Could not {}, trying again later: {}", what, e.code());
        } catch (RuntimeException e) {
            // The executor would silently never run the task again.
            LOG.error("Could not {}", what, e);
        }
    }
}
