package io.ostler.daemon.console.internal.attendance;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts raw keys per person and console, so that a minute of typing into a terminal makes a few notes and not hundreds.
 * A thread only while there is something to tell. Thread-safe.
 */
final class KeyCounts implements AutoCloseable {
    private record Who(InstanceId instance, UserId user) {}

    private final Duration span;
    private final Note note;
    // guarded by this
    private final Map<Who, Integer> counts = new HashMap<>();
    private boolean closed;

    /** Takes a count. */
    interface Note {
        void keys(InstanceId instance, UserId user, int count);
    }

    KeyCounts(Duration span, Note note) {
        this.span = span;
        this.note = note;
    }

    synchronized void add(InstanceId instance, UserId user, int keys) {
        if (closed) {
            return;
        }
        boolean isFirst = counts.isEmpty();
        counts.merge(new Who(instance, user), keys, Integer::sum);
        if (isFirst) {
            Thread.ofVirtual().name("ostler-console-keys").start(this::tellLater);
        }
    }

    private void tellLater() {
        try {
            Thread.sleep(span);
            tell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells of this person's keys now, so that they stand before what comes next. */
    void tell(InstanceId instance, UserId user) {
        Integer count;
        synchronized (this) {
            count = counts.remove(new Who(instance, user));
        }
        if (count != null) {
            note.keys(instance, user, count);
        }
    }

    private void tell() {
        Map<Who, Integer> told;
        synchronized (this) {
            told = Map.copyOf(counts);
            counts.clear();
        }
        told.forEach((who, count) -> note.keys(who.instance(), who.user(), count));
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        tell();
    }
}
