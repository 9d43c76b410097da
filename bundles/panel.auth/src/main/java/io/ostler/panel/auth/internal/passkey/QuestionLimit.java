package io.ostler.panel.auth.internal.passkey;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Questions to nobody in particular stay in the store for minutes: one address gets so many of them, and all together
 * so many. Apart from failed sign-ins, because opening the page is none. Thread-safe.
 */
final class QuestionLimit {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int OF_ADDRESS = 100;
    private static final int OF_ALL = 10_000;

    private final InstantSource clock;
    private final Map<String, Integer> asked = new HashMap<>();
    private Instant since = Instant.EPOCH;
    private int all;

    QuestionLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** {@code LOGIN_THROTTLED} beyond the limit. */
    synchronized void count(String address) {
        var now = clock.instant();
        if (!now.isBefore(since.plus(WINDOW))) {
            since = now;
            asked.clear();
            all = 0;
        }
        if (all >= OF_ALL || asked.getOrDefault(address, 0) >= OF_ADDRESS) {
            long seconds = Duration.between(now, since.plus(WINDOW)).toSeconds() + 1;
            throw OstlerException.of(ErrorCode.LOGIN_THROTTLED, "retryAfterSeconds", Long.toString(seconds));
        }
        all++;
        asked.merge(address, 1, Integer::sum);
    }
}
