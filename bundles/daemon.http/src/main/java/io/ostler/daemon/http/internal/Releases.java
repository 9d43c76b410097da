package io.ostler.daemon.http.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What something open has to give back when it ends: places, grants, files. Each is given back once, last come first,
 * and at once when the end came before it. Thread-safe.
 */
public final class Releases implements AutoCloseable {
    private final Deque<Runnable> releases = new ArrayDeque<>();
    private boolean isOver;

    public void add(Runnable release) {
        synchronized (releases) {
            if (!isOver) {
                releases.push(release);
                return;
            }
        }
        release.run();
    }

    public boolean isOver() {
        synchronized (releases) {
            return isOver;
        }
    }

    /** Idempotent. */
    @Override
    public void close() {
        while (true) {
            Runnable next;
            synchronized (releases) {
                isOver = true;
                next = releases.poll();
            }
            if (next == null) {
                return;
            }
            next.run();
        }
    }
}
