package io.ostler.daemon.instance.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The machine's clock, until a test holds it: what waits for a moment then waits until it is let go. */
final class HeldClock extends Clock {

    private volatile @Nullable Instant held;

    void hold() {
        held = Instant.now();
    }

    void letGo() {
        held = null;
    }

    @Override
    public Instant instant() {
        var at = held;
        return at == null ? Instant.now() : at;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
