package io.ostler.launcher;

import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * Turns the system's requests to end (Ctrl-C, {@code kill}, a closed terminal) into an orderly stop.
 *
 * <p>Signals and not a shutdown hook: hooks of libraries run beside one another, so logging could be gone while bundles
 * still write. A second request doesn't wait for the first. Thread-safe.
 */
final class StopSignal {
    private static final int KILLED = 130;

    private boolean asked;
    private @Nullable Runnable action;

    @SuppressWarnings("sunapi") // the only way to a signal in Java; every JDK has it
    static StopSignal listen() {
        var signal = new StopSignal();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), ignored -> signal.ask());
        }
        return signal;
    }

    private void ask() {
        Runnable now;
        synchronized (this) {
            if (asked) {
                Runtime.getRuntime().halt(KILLED);
            }
            asked = true;
            now = action;
        }
        if (now != null) {
            now.run();
        }
    }

    /** Says what a request does; one that came before does it at once, on this thread. */
    void then(Runnable stop) {
        boolean now;
        synchronized (this) {
            action = stop;
            now = asked;
        }
        if (now) {
            stop.run();
        }
    }
}
