package io.ostler.daemon.console.internal;

/**
 * Tells a flood from single lines by the rate of file events. Waking for each write of a flood would cost the writer
 * half its speed and the daemon most of a core; polling after each lone line would cost more than the line. Thread-safe.
 */
final class Heat {

    static final int EVENTS = 4;
    static final long WITHIN_NANOS = 10_000_000;

    private long since;
    private int events;

    /** Whether these events make it a flood. */
    synchronized boolean add(int count, long nowNanos) {
        if (events == 0 || nowNanos - since > WITHIN_NANOS) {
            since = nowNanos;
            events = 0;
        }
        events += count;
        return events >= EVENTS;
    }

    synchronized void cool() {
        events = 0;
    }
}
