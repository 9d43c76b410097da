package io.ostler.daemon.sftp.internal.session;

import io.ostler.daemon.api.stream.Pace.Direction;
import org.jspecify.annotations.Nullable;

/** Keeps a client to the limits of speed. Thread-safe. */
final class Pauses {
    private final Guest guest;
    private boolean ended;
    private @Nullable Thread pausing;

    Pauses(Guest guest) {
        this.guest = guest;
    }

    /** Counts bytes that were moved and waits for as long as the limits want; ends at once when the client is gone. */
    void pause(Direction direction, int bytes) throws InterruptedException {
        if (bytes == 0) {
            return;
        }
        synchronized (this) {
            if (ended) {
                return;
            }
            pausing = Thread.currentThread();
        }
        try {
            guest.pace().pause(guest.user(), direction, bytes);
        } finally {
            synchronized (this) {
                pausing = null;
            }
        }
    }

    synchronized void end() {
        ended = true;
        if (pausing != null) {
            pausing.interrupt();
        }
    }
}
