package io.ostler.panel.auth.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A clock that stands until it is moved. Thread-safe. */
public final class ManualClock implements InstantSource, LongSupplier {
    private volatile Instant now = Instant.parse("2026-05-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long getAsLong() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
