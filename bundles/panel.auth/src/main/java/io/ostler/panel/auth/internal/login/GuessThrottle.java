package io.ostler.panel.auth.internal.login;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Counts wrong secrets by address, so that those who guess learn to wait; what is right never comes here. Thread-safe. */
public final class GuessThrottle {
    private static final AttemptCounters.Rule ADDRESS =
            new AttemptCounters.Rule(30, Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final AttemptCounters counters;

    public GuessThrottle(LongSupplier nanos) {
        counters = new AttemptCounters(nanos);
    }

    /** Notes a wrong one; {@code LOGIN_THROTTLED} with {@code retryAfterSeconds} when there were many. */
    public void wrong(String address) {
        var client = ClientAddress.key(address);
        synchronized (counters) {
            var wait = counters.wait(client, ADDRESS);
            if (wait.isPositive()) {
                throw OstlerException.of(
                        ErrorCode.LOGIN_THROTTLED,
                        "retryAfterSeconds",
                        Long.toString(wait.plusNanos(999_999_999).toSeconds()));
            }
            counters.count(List.of(client));
        }
    }
}
