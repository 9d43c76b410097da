package io.ostler.panel.auth.internal.login;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Failures by key, with the time of the last; forgotten after an hour's rest. Guarded by its user. */
final class AttemptCounters {
    private static final long REST_NANOS = Duration.ofHours(1).toNanos();
    private static final int MOST = 20_000;
    private static final int MOST_DOUBLINGS = 20;

    /** Waits begin after {@code free} failures with {@code first} and double up to {@code longest}. */
    record Rule(int free, Duration first, Duration longest) {}

    private record Counter(int failures, long last) {}

    private final LongSupplier nanos;
    private final Map<String, Counter> counters = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counter> eldest) {
            return size() > MOST;
        }
    };

    AttemptCounters(LongSupplier nanos) {
        this.nanos = nanos;
    }

    int size() {
        return counters.size();
    }

    int failures(String key) {
        var counter = present(key);
        return counter == null ? 0 : counter.failures;
    }

    /** How long the next attempt has to wait. */
    Duration wait(String key, Rule rule) {
        var counter = present(key);
        if (counter == null || counter.failures < rule.free) {
            return Duration.ZERO;
        }
        var full = rule.first.multipliedBy(1L << Math.min(counter.failures - rule.free, MOST_DOUBLINGS));
        var delay = full.compareTo(rule.longest) > 0 ? rule.longest : full;
        return delay.minusNanos(nanos.getAsLong() - counter.last);
    }

    void count(List<String> keys) {
        for (var key : keys) {
            counters.put(key, new Counter(failures(key) + 1, nanos.getAsLong()));
        }
    }

    void takeBack(List<String> keys) {
        for (var key : keys) {
            counters.computeIfPresent(
                    key,
                    (k, counter) -> counter.failures <= 1 ? null : new Counter(counter.failures - 1, counter.last));
        }
    }

    /** Those that aren't forgotten, with the longest unused first. */
    List<String> keys() {
        return List.copyOf(counters.keySet());
    }

    void forget(String key) {
        counters.remove(key);
    }

    private @Nullable Counter present(String key) {
        var counter = counters.get(key);
        if (counter != null && nanos.getAsLong() - counter.last > REST_NANOS) {
            counters.remove(key);
            return null;
        }
        return counter;
    }
}
