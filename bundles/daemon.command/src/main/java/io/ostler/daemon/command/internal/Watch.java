package io.ostler.daemon.command.internal;

import io.ostler.daemon.command.internal.PathFailure.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long by closing what it waits for, whoever blocks in it. Thread-safe. */
final class Watch implements AutoCloseable {

    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean expired;

    Watch(Duration limit, Runnable end) {
        var unused = over.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).whenComplete((nothing, timeout) -> {
            if (timeout != null) {
                expired = true;
                end.run();
            }
        });
    }

    /** What a failed read or write means. */
    PathFailure failure(Reason otherwise) {
        return new PathFailure(expired ? Reason.TIMEOUT : otherwise);
    }

    @Override
    public void close() {
        over.complete(null);
    }
}
