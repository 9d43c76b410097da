package io.ostler.panel.auth.internal.session;

import io.ostler.model.OstlerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the book on a thread of its own: ends sessions at the moment they expire, writes once a minute when they
 * were last used, and clears the store once an hour. Thread-safe.
 */
final class SessionSweeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SessionSweeper.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final SessionBook book;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ostler-sessions").factory());

    SessionSweeper(SessionBook book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
        // Else close() would wait for the next sweep.
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void start() {
        schedule(MINUTE);
        long minute = MINUTE.toSeconds();
        var unused = executor.scheduleWithFixedDelay(this::write, minute, minute, TimeUnit.SECONDS);
        unused = executor.scheduleWithFixedDelay(this::clear, minute, HOUR.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("The store still holds up the sessions");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
    }

    private void sweep() {
        var next = new AtomicReference<>(MINUTE);
        guarded(
                "end expired sessions",
                () -> next.set(book.sweep().map(this::until).orElse(MINUTE)));
        schedule(next.get());
    }

    private void write() {
        guarded("write when sessions were last used", book::writeLastSeen);
    }

    private void clear() {
        guarded("remove expired sessions from the store", book::sweepStore);
    }

    private void schedule(Duration wait) {
        try {
            var unused = executor.schedule(this::sweep, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("Closed meanwhile", e);
        }
    }

    /** At least a little: a session may be used again in the moment before. */
    private Duration until(Instant expiry) {
        var wait = Duration.between(clock.instant(), expiry).plusMillis(1);
        return wait.compareTo(MINUTE) > 0 ? MINUTE : wait.isPositive() ? wait : Duration.ofMillis(1);
    }

    private static void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (OstlerException e) {
            log.warn("Could not {}, trying again later: {}", what, e.code());
        } catch (RuntimeException e) {
            // The executor would silently never run the task again.
            log.error("Could not {}", what, e);
        }
    }
}
