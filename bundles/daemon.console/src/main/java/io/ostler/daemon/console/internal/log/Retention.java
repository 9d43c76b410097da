package io.ostler.daemon.console.internal.log;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of a log is kept. Immutable.
 *
 * @param kept bytes that stay
 * @param hardLimit bytes that stay at most while a viewer still wants older ones
 * @param days after which text goes in any case; null: never
 */
public record Retention(long kept, long hardLimit, @Nullable Integer days) {

    /** Holes begin and end at whole blocks of any common file system. */
    public static final long ALIGNMENT = 64 * 1024;

    public Retention {
        if (kept < ALIGNMENT || hardLimit < kept) {
            throw new IllegalArgumentException("kept " + kept + ", hard limit " + hardLimit);
        }
    }

    public Retention(long kept, long hardLimit) {
        this(kept, hardLimit, null);
    }

    /** What was printed before is too old; {@code Instant.MIN} when nothing is. */
    public Instant oldest(Instant now) {
        return days == null ? Instant.MIN : now.minus(Duration.ofDays(days));
    }

    /** Freeing is done in steps: each costs a program and two writes to the disk. */
    public long step() {
        return Math.max(ALIGNMENT, kept / 4);
    }

    /**
     * Where the log shall begin.
     *
     * @param slowest offset of the viewer farthest behind, {@code Long.MAX_VALUE} without viewers
     * @return {@code start} while it isn't worth a step
     */
    public long startFor(long start, long size, long slowest) {
        long wanted = Math.max(size - hardLimit, Math.min(size - kept, slowest));
        long aligned = wanted - Math.floorMod(wanted, ALIGNMENT);
        return aligned - start >= step() ? aligned : start;
    }
}
