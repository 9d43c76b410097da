package io.ostler.panel.core.internal.audit;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.store.AuditStore;
import io.ostler.panel.api.store.AuditStore.Begun;
import io.ostler.panel.api.store.AuditStore.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what several want written at once as one transaction, in their order. What can't be written fails for the one
 * who wanted it, and for nobody else. Thread-safe.
 */
final class AuditWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    /** More are refused: a store that doesn't keep up must not fill the memory. */
    private static final int MOST_WAITING = 2000;

    private static final int AT_ONCE = 100;

    private final AuditStore store;
    private final BlockingQueue<Wish> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean working = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("ostler-audit").factory());

    AuditWriter(AuditStore store) {
        this.store = store;
    }

    private record Wish(List<Begun> begun, List<Ended> ended, CompletableFuture<Void> done) {}

    CompletableFuture<Void> begin(Begun act) {
        return add(new Wish(List.of(act), List.of(), new CompletableFuture<>()));
    }

    CompletableFuture<Void> end(Ended act) {
        return add(new Wish(List.of(), List.of(act), new CompletableFuture<>()));
    }

    private CompletableFuture<Void> add(Wish wish) {
        if (!waiting.offer(wish)) {
            wish.done().completeExceptionally(new OstlerException(ErrorCode.OVERLOADED));
            return wish.done();
        }
        plan();
        return wish.done();
    }

    private void plan() {
        if (!waiting.isEmpty() && working.compareAndSet(false, true)) {
            try {
                thread.execute(this::work);
            } catch (RejectedExecutionException e) {
                var closed = new OstlerException(ErrorCode.STORAGE_FAILED);
                waiting.removeIf(wish -> wish.done().completeExceptionally(closed) || true);
            }
        }
    }

    private void work() {
        try {
            while (!waiting.isEmpty()) {
                turn();
            }
        } finally {
            working.set(false);
            plan();
        }
    }

    private void turn() {
        var wishes = new ArrayList<Wish>();
        try {
            waiting.drainTo(wishes, AT_ONCE);
            write(wishes);
        } finally {
            // Where an Error of the store ended this turn, nobody waits for ever; those who have an answer keep it.
            wishes.forEach(wish -> wish.done().completeExceptionally(new OstlerException(ErrorCode.STORAGE_FAILED)));
        }
    }

    private void write(List<Wish> wishes) {
        try {
            store.write(
                    all(wishes.stream().map(Wish::begun)), all(wishes.stream().map(Wish::ended)));
            wishes.forEach(wish -> wish.done().complete(null));
        } catch (RuntimeException e) {
            // Boundary: whatever is wrong with one of them, the others are written.
            if (wishes.size() > 1) {
                wishes.forEach(wish -> write(List.of(wish)));
            } else {
                wishes.forEach(wish -> wish.done().completeExceptionally(explained(e)));
            }
        }
    }

    private static <T> List<T> all(Stream<List<T>> lists) {
        return lists.flatMap(List::stream).toList();
    }

    private static OstlerException explained(RuntimeException failure) {
        LOG.error("An act can't be recorded and is refused", failure);
        return failure instanceof OstlerException known ? known : new OstlerException(ErrorCode.STORAGE_FAILED);
    }

    /** What waits is written. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The store still holds up the audit");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
