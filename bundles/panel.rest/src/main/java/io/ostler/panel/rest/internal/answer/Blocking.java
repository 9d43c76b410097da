package io.ostler.panel.rest.internal.answer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps the few threads of the HTTP server free: what hashes a password runs on a virtual thread of its own, and what
 * waits for a node waits without a thread, not for ever. The pools behind those calls set the limits. Thread-safe.
 */
public final class Blocking {
    /** Longer than any link's own limit, so that the link's error comes first. */
    private static final long LONGEST_WAIT_SECONDS = 60;

    private static final ExecutorService THREADS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("rest-", 0).factory());

    private Blocking() {}

    public static <T> CompletionStage<T> call(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    /** The same future, failing when no answer comes. */
    public static <T> CompletableFuture<T> limited(CompletableFuture<T> answer) {
        return answer.copy().orTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }
}
