package io.ostler.panel.link.internal.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Breaks whatever blocks on a socket when time is up, however slowly the bytes trickle. Thread-safe. */
final class Deadline implements AutoCloseable {
    private final CompletableFuture<Void> time = new CompletableFuture<>();

    Deadline(Closeable socket, Duration limit) {
        time.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).exceptionally(passed -> {
            Thread.ofVirtual().name("ostler-link-limit").start(() -> abort(socket));
            return null;
        });
    }

    boolean isPassed() {
        return time.isCompletedExceptionally();
    }

    /** In time. */
    @Override
    public void close() {
        time.complete(null);
    }

    /** As if the cable was cut. */
    static void abort(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is all that was wanted.
        }
    }

    /** As if the cable was cut, some time from now. */
    static void abortAfter(Socket socket, Duration time) {
        CompletableFuture.delayedExecutor(
                        time.toMillis(),
                        TimeUnit.MILLISECONDS,
                        task -> Thread.ofVirtual().name("ostler-link-limit").start(task))
                .execute(() -> abort(socket));
    }
}
