package io.ostler.link;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call under way: ends with the answer, our time limit, a cancel that the other end hears of, or the link's end.
 * Completes on a virtual thread of its own, so that a caller who goes on slowly holds up neither the reading of the
 * link nor the JDK's timer. Thread-safe.
 */
final class Call extends CompletableFuture<Object> {
    private final CompletableFuture<Void> limit = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<?> request;

    /** Follows the request; call once. */
    void follow(CompletableFuture<?> asked, Duration timeout) {
        request = asked;
        asked.whenComplete((answer, error) -> settle(() -> {
            if (error != null) {
                completeExceptionally(WireErrors.fromWire(error));
            } else if (answer == null) {
                completeExceptionally(new OstlerException(ErrorCode.INTERNAL));
            } else {
                complete(answer);
            }
        }));
        limit.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((done, late) -> {
            if (late != null) {
                settle(this::timeOut);
            }
        });
        whenComplete((answer, error) -> limit.complete(null));
    }

    private void timeOut() {
        if (completeExceptionally(new OstlerException(ErrorCode.NODE_TIMEOUT))) {
            cancelRequest();
        }
    }

    /** The link ended. */
    void lose(OstlerException reason) {
        settle(() -> completeExceptionally(reason));
    }

    private void settle(Runnable end) {
        if (!isDone()) {
            Thread.ofVirtual().name("ostler-link-answer").start(end);
        }
    }

    /** Also tells the other end. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            cancelRequest();
        }
        return cancelled;
    }

    private void cancelRequest() {
        var asked = request;
        if (asked != null) {
            asked.cancel(true);
        }
    }
}
