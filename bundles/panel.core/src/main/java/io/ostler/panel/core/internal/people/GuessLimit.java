package io.ostler.panel.core.internal.people;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guesses of one address: five are free, then each wrong one doubles the wait, up to five minutes. Remembers the
 * last 1,000 addresses. Thread-safe.
 */
public final class GuessLimit {
    private static final int FREE = 5;
    private static final int REMEMBERED = 1000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private record Guesses(int wrong, Instant next) {}

    private final Clock clock;
    private final Map<String, Guesses> guesses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
            return size() > REMEMBERED;
        }
    };

    public GuessLimit(Clock clock) {
        this.clock = clock;
    }

    /** {@code LOGIN_THROTTLED} while the address has to wait. */
    public synchronized void check(String address) {
        var known = guesses.get(address);
        if (known != null && clock.instant().isBefore(known.next())) {
            long seconds = Duration.between(clock.instant(), known.next()).toSeconds() + 1;
            throw OstlerException.of(ErrorCode.LOGIN_THROTTLED, "retryAfterSeconds", Long.toString(seconds));
        }
    }

    public synchronized void wrong(String address) {
        var known = guesses.get(address);
        int wrong = known == null ? 1 : known.wrong() + 1;
        Duration wait = wrong < FREE ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(wrong - FREE, 9));
        guesses.put(address, new Guesses(wrong, clock.instant().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)));
    }
}
