package io.ostler.panel.link.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs reports to the registry apart from the threads that we stop by interrupting them: the registry may be writing a
 * file, which an interrupt would break. Stateless.
 */
final class Shield {
    private Shield() {}

    /** Waits for the end, interrupted or not; what the work throws is thrown here. */
    static <T> T call(Callable<T> work) {
        var result = new CompletableFuture<T>();
        Thread.ofVirtual().name("ostler-link-report").start(() -> {
            try {
                result.complete(work.call());
            } catch (Exception | LinkageError e) { // handed to the caller below
                result.completeExceptionally(e);
            }
        });
        try {
            // join() goes on waiting when interrupted and keeps the interrupt for later
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(e.getCause());
        }
    }

    static void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }
}
