package io.ostler.link;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Two links whose texts meet in memory, each direction on a thread of its own as sockets have it. */
final class LinkPair implements AutoCloseable {
    final Link<Desk> toDesk;
    final Link<Guest> toGuest;
    private final Pipe toDeskPipe = new Pipe();
    private final Pipe toGuestPipe = new Pipe();

    LinkPair(Guest guest, Desk desk, Duration timeout) {
        toDesk = new Link<>(guest, Guest.class, Desk.class, toDeskPipe, timeout);
        toGuest = new Link<>(desk, Desk.class, Guest.class, toGuestPipe, timeout);
        toDeskPipe.other = toGuest;
        toGuestPipe.other = toDesk;
    }

    /** As if the cable was cut. */
    void cut() {
        toDesk.closed("LINK_LOST");
        toGuest.closed("LINK_LOST");
    }

    @Override
    public void close() {
        cut();
        toDeskPipe.reader.shutdownNow();
        toGuestPipe.reader.shutdownNow();
    }

    private static final class Pipe implements TextChannel {
        private final ExecutorService reader = Executors.newSingleThreadExecutor();
        private volatile Link<?> other;

        @Override
        public CompletionStage<?> send(String text) {
            try {
                return CompletableFuture.runAsync(() -> other.receive(text), reader);
            } catch (RejectedExecutionException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void close(int code, String reason) {
            other.closed(reason);
        }
    }
}
