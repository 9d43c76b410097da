package io.ostler.daemon.http.internal.tus;

import io.ostler.daemon.http.internal.Releases;
import io.ostler.daemon.http.internal.transfer.UploadTarget;
import io.ostler.protocol.Ticket;
import java.util.concurrent.atomic.AtomicInteger;

/** What an upload key stands for: the ticket, and what is held for it. Thread-safe. */
final class UploadSession implements AutoCloseable {
    private final String key;
    private final Ticket ticket;
    private final UploadTarget target;
    private final Releases releases = new Releases();
    private final AtomicInteger running = new AtomicInteger();
    private volatile long lastUse = System.nanoTime();

    UploadSession(String key, Ticket ticket) {
        this.key = key;
        this.ticket = ticket;
        this.target = UploadTarget.of(ticket);
    }

    String key() {
        return key;
    }

    Ticket ticket() {
        return ticket;
    }

    UploadTarget target() {
        return target;
    }

    void releaseLater(Runnable release) {
        releases.add(release);
    }

    void use() {
        lastUse = System.nanoTime();
    }

    /** A body is on its way; run what is returned when it isn't any more. */
    Runnable run() {
        running.incrementAndGet();
        return () -> {
            use();
            running.decrementAndGet();
        };
    }

    boolean isUnused(long now, long time) {
        return running.get() == 0 && now - lastUse > time;
    }

    @Override
    public void close() {
        releases.close();
    }
}
