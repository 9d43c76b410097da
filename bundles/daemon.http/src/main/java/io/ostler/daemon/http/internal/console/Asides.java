package io.ostler.daemon.http.internal.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/**
 * What a viewer is told beside the output without having asked: one frame under way at a time and few waiting, so that
 * one who doesn't read can't pile them up; the oldest go then. Thread-safe.
 */
final class Asides {
    static final int MOST_WAITING = 100;

    private final BiConsumer<String, Runnable> line;
    // guarded by this
    private final Deque<String> waiting = new ArrayDeque<>();
    private boolean sending;

    /** @param line sends a frame and runs what it is given once that went out */
    Asides(BiConsumer<String, Runnable> line) {
        this.line = line;
    }

    void tell(String frame) {
        synchronized (this) {
            if (sending) {
                if (waiting.size() == MOST_WAITING) {
                    waiting.removeFirst();
                }
                waiting.add(frame);
                return;
            }
            sending = true;
        }
        line.accept(frame, this::wentOut);
    }

    private void wentOut() {
        String next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                sending = false;
                return;
            }
        }
        line.accept(next, this::wentOut);
    }
}
