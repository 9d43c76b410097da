package io.ostler.daemon.link.internal.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * The panel's clock as seen from here: what the panel told, carried on by this machine's monotonic clock, so that
 * neither side's wall clock has to be right. A telling that was long under way says too little; of the last few the
 * one that says most is believed. Thread-safe.
 */
public final class PanelClock {
    private static final int KEPT = 6;

    /** More than a telling may be late: the link gives up on calls before. */
    private static final Duration STEP = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private final Deque<Told> told = new ArrayDeque<>(KEPT);

    private record Told(Instant panel, long nano) {
        Instant at(long when) {
            return panel.plusNanos(when - nano);
        }
    }

    /** @param nanos monotonic, such as {@link System#nanoTime} */
    public PanelClock(LongSupplier nanos, Instant first) {
        this.nanos = nanos;
        told.add(new Told(first, nanos.getAsLong()));
    }

    /** False when the panel's clock was set back: what was issued before can't be told from what comes now. */
    public synchronized boolean tell(Instant now) {
        long nano = nanos.getAsLong();
        boolean steady = !now.plus(STEP).isBefore(at(nano));
        if (!steady) {
            told.clear();
        } else if (told.size() == KEPT) {
            told.removeFirst();
        }
        told.addLast(new Told(now, nano));
        return steady;
    }

    public Instant now() {
        return at(nanos.getAsLong());
    }

    /** What the panel's clock showed at a moment of the monotonic clock. */
    public synchronized Instant at(long nano) {
        return told.stream().map(t -> t.at(nano)).max(Comparator.naturalOrder()).orElseThrow();
    }
}
