package io.ostler.daemon.settings.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One limit of speed as the moment at which everything asked for so far will have been paid. Who asks moves it on and
 * waits until it has come; time that nobody used is kept for a tenth of a second, so that late sleepers lose nothing.
 * Thread-safe without a lock.
 */
final class Bucket {
    /** Parts of a nanosecond, so that rounding doesn't add up. */
    private static final int FINE = 64;

    private static final long CREDIT = 100_000_000L * FINE;

    private final double cost;
    private final AtomicLong paid;

    /** @param rate bytes per second */
    Bucket(long rate, long nanos) {
        this.cost = 1e9 * FINE / rate;
        this.paid = new AtomicLong(nanos * FINE);
    }

    /** A bucket of another rate that is owed the same bytes. */
    Bucket withRate(long rate, long nanos) {
        var next = new Bucket(rate, nanos);
        next.paid.addAndGet((long) (Math.max(0, paid.get() - nanos * FINE) / cost * next.cost));
        return next;
    }

    /** @return nanoseconds until more may be asked for */
    long take(int bytes, long nanos) {
        long now = nanos * FINE;
        long price = Math.round(bytes * cost);
        // Compared by difference: the clock may wrap around.
        long next = paid.updateAndGet(before -> (before - (now - CREDIT) < 0 ? now - CREDIT : before) + price);
        return Math.max(0, (next - now + FINE - 1) / FINE);
    }

    /** Whether it owes nothing and has all its credit: as good as a new one. */
    boolean isRested(long nanos) {
        return paid.get() - (nanos * FINE - CREDIT) <= 0;
    }
}
