package io.ostler.daemon.detect.internal.read;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much of one console is looked at in each second. Confined to one thread. */
public final class ByteBudget {
    public static final int PER_SECOND = 1024 * 1024;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int perSecond;
    private final LongSupplier clock;
    private long began;
    private long spent;

    /** @param clock as {@link System#nanoTime} */
    public ByteBudget(int perSecond, LongSupplier clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.began = clock.getAsLong();
    }

    /**
     * So much was looked at.
     *
     * @return how long to wait before the next look, zero: not at all
     */
    public Duration spend(int bytes) {
        long now = clock.getAsLong();
        if (now - began >= SECOND) {
            began = now;
            spent = 0;
        }
        spent += bytes;
        return spent < perSecond ? Duration.ZERO : Duration.ofNanos(Math.max(1, began + SECOND - now));
    }
}
