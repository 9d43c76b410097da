package io.ostler.daemon.http.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts what is open, in all and per person or instance, and refuses what would be too much. Thread-safe. */
public final class Places {
    private final Map<Object, Integer> taken = new HashMap<>();

    /** One counter and how far it may go; {@code key} tells whose counter it is. */
    public record Bound(Object key, int most) {}

    /** Something open; idempotent to close. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** {@code STREAM_LIMIT} when one of the counters is at its bound. */
    public Place take(List<Bound> bounds) {
        synchronized (taken) {
            if (bounds.stream().anyMatch(bound -> taken.getOrDefault(bound.key(), 0) >= bound.most())) {
                throw new OstlerException(ErrorCode.STREAM_LIMIT);
            }
            bounds.forEach(bound -> taken.merge(bound.key(), 1, Integer::sum));
        }
        var isOpen = new AtomicBoolean(true);
        return () -> {
            if (isOpen.getAndSet(false)) {
                give(bounds);
            }
        };
    }

    private void give(List<Bound> bounds) {
        synchronized (taken) {
            bounds.forEach(bound -> taken.computeIfPresent(bound.key(), (key, count) -> count == 1 ? null : count - 1));
        }
    }

    int counters() {
        synchronized (taken) {
            return taken.size();
        }
    }
}
