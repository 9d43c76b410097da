package io.ostler.daemon.detect.internal.probe;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that shows lines to detectors, so all of them together never take more than one processor. It is there
 * while there is work. Where a detector doesn't come back, it is left out and another thread goes on with the work.
 * Thread-safe.
 */
public final class ProbeThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeThread.class);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /** Some work, told when it was given up because a detector hung in it. */
    public interface Job {
        void run();

        default void abandoned() {}
    }

    /** Ends the work of a thread that came back after it was given up. */
    private static final class GivenUp extends Error {
        private static final long serialVersionUID = 1L;

        private GivenUp() {
            super(null, null, false, false);
        }
    }

    private record Call(Probe<?> probe, Thread thread) {}

    private final Duration patience;
    private final ScheduledThreadPoolExecutor clock;
    private volatile ThreadPoolExecutor executor = executor();
    private volatile @Nullable Thread running;
    private volatile @Nullable Job job;
    private volatile @Nullable Call call;
    /** The call that the watch saw last; confined to the clock. */
    private @Nullable Call seen;

    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile boolean closed;

    /** @param patience after which a detector that doesn't come back is given up */
    public ProbeThread(Duration patience) {
        this.patience = patience;
        clock = new ScheduledThreadPoolExecutor(1, work -> thread("ostler-detect-clock", work));
        clock.setKeepAliveTime(IDLE.toSeconds(), TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static ThreadPoolExecutor executor() {
        var one = new ThreadPoolExecutor(
                1,
                1,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> thread("ostler-detect", work));
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().unstarted(work);
    }

    public void submit(Job work) {
        try {
            executor.execute(new Task(work));
        } catch (RejectedExecutionException e) {
            if (!closed) {
                // Its thread was just given up: the new one is there now or in a moment.
                resubmit(work);
            }
        }
    }

    private synchronized void resubmit(Job work) {
        if (!closed) {
            executor.execute(new Task(work));
        }
    }

    public void later(Duration delay, Job work) {
        try {
            clock.schedule(() -> submit(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closing: nothing is done later");
        }
    }

    /** The probe is about to be called on this thread. */
    void enter(Probe<?> probe) {
        call = new Call(probe, Thread.currentThread());
        if (watched.compareAndSet(false, true)) {
            watchAgain();
        }
    }

    /** It came back. */
    void leave() {
        if (running != Thread.currentThread()) {
            throw new GivenUp();
        }
        call = null;
    }

    private void watchAgain() {
        try {
            clock.schedule(this::watch, patience.toNanos() / 2, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closing: nobody watches any more");
        }
    }

    /** A machine that slept sees one long call; only a call that is there at two looks is a hung one. */
    private void watch() {
        var now = call;
        if (now != null && now == seen) {
            giveUp(now);
        }
        seen = now;
        if (job == null) {
            watched.set(false);
            if (job == null || !watched.compareAndSet(false, true)) {
                return;
            }
        }
        watchAgain();
    }

    private synchronized void giveUp(Call hung) {
        var lost = job;
        if (closed || running != hung.thread() || lost == null) {
            return;
        }
        hung.probe().leaveOut("doesn't come back");
        running = null;
        call = null;
        job = null;
        var old = executor;
        executor = executor();
        var waiting = old.shutdownNow();
        executor.execute(lost::abandoned);
        waiting.forEach(executor::execute);
    }

    /** What is being done ends first, unless it hangs. */
    @Override
    public void close() {
        ThreadPoolExecutor last;
        synchronized (this) {
            closed = true;
            clock.shutdownNow();
            last = executor;
            last.shutdownNow();
        }
        try {
            if (!last.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A detector doesn't come back; it is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Task implements Runnable {
        private final Job work;

        private Task(Job work) {
            this.work = work;
        }

        @Override
        public void run() {
            running = Thread.currentThread();
            job = work;
            try {
                work.run();
            } catch (GivenUp e) {
                LOG.info("A thread that hung in a detector came back and ends");
                return;
            } catch (RuntimeException e) { // the boundary of this thread: the next job is another instance's
                LOG.error("Lines of an instance could not be looked at", e);
            }
            if (running == Thread.currentThread()) {
                job = null;
            }
        }
    }
}
