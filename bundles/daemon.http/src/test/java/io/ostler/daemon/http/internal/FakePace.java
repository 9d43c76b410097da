package io.ostler.daemon.http.internal;

import io.ostler.daemon.api.stream.Pace;
import io.ostler.model.UserId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A limit of speed that the test changes: the same for all. */
public final class FakePace implements Pace {
    /** 0: none. */
    public volatile long bytesPerSecond;

    /** Pauses of next to nothing after every few kilobytes. */
    public volatile boolean hiccups;

    public final AtomicLong taken = new AtomicLong();

    @Override
    public long take(UserId user, Direction direction, int bytes) {
        taken.addAndGet(bytes);
        if (hiccups) {
            return 1_000;
        }
        return bytesPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond;
    }

    @Override
    public int portion(UserId user, Direction direction) {
        if (hiccups) {
            return 4096;
        }
        return bytesPerSecond == 0 ? 1 << 20 : (int) Math.clamp(bytesPerSecond / 4, 4096, 1 << 20);
    }
}
