package io.ostler.daemon.link.internal.calls;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work that may block, on virtual threads: a few at once, some more waiting, the rest refused. A call that was cancelled
 * while it waited is not begun; one that runs is left to end. Thread-safe.
 */
final class BoundedCalls implements AutoCloseable {
    private final Semaphore running;
    private final int most;
    private final AtomicInteger present = new AtomicInteger();
    private final ExecutorService threads;

    /** @param most calls that run or wait */
    BoundedCalls(String name, int running, int most) {
        this.running = new Semaphore(running, true);
        this.most = most;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("ostler-link-" + name + "-", 0).factory());
    }

    /** Fails with {@code OVERLOADED} when too many are waiting. */
    <T> CompletableFuture<T> run(Callable<T> work) {
        if (present.incrementAndGet() > most) {
            present.decrementAndGet();
            return CompletableFuture.failedFuture(new OstlerException(ErrorCode.OVERLOADED));
        }
        var answer = new CompletableFuture<T>();
        try {
            threads.execute(() -> {
                try {
                    waitAndWork(work, answer);
                } finally {
                    present.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            present.decrementAndGet();
            answer.completeExceptionally(new OstlerException(ErrorCode.NODE_AWAY));
        }
        return answer;
    }

    private <T> void waitAndWork(Callable<T> work, CompletableFuture<T> answer) {
        try {
            running.acquire();
        } catch (InterruptedException e) {
            answer.completeExceptionally(new OstlerException(ErrorCode.NODE_AWAY));
            return;
        }
        try {
            if (!answer.isDone()) {
                answer.complete(work.call());
            }
        } catch (Exception | LinkageError e) { // whatever the work throws is the caller's answer
            answer.completeExceptionally(e);
        } finally {
            running.release();
        }
    }

    /** Interrupts what runs and waits. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
