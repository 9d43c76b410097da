package io.ostler.panel.identity.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many within a time for each key; counts the last keys only, so that memory is bounded. Thread-safe. */
public final class GuessLimit {
    private static final int REMEMBERED = 10_000;

    private record Window(Instant end, int count) {}

    private final int most;
    private final Duration time;
    private final InstantSource clock;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > REMEMBERED;
        }
    };

    public GuessLimit(int most, Duration time, InstantSource clock) {
        this.most = most;
        this.time = time;
        this.clock = clock;
    }

    /** Counts one. {@code LOGIN_THROTTLED} when there were too many. */
    public synchronized void count(String key) {
        var now = clock.instant();
        var known = windows.get(key);
        if (known == null || !now.isBefore(known.end())) {
            known = new Window(now.plus(time), 0);
        }
        if (known.count() >= most) {
            long seconds = Duration.between(now, known.end()).toSeconds() + 1;
            throw OstlerException.of(ErrorCode.LOGIN_THROTTLED, "retryAfterSeconds", Long.toString(seconds));
        }
        windows.put(key, new Window(known.end(), known.count() + 1));
    }

    public synchronized void forget(String key) {
        windows.remove(key);
    }
}
