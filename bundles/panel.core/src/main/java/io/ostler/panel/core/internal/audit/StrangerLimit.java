package io.ostler.panel.core.internal.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much of what strangers fail at is recorded: a stock for each address and one for all, which come back with time.
 * The rest is counted, and the next record says how many it stands for. Who guesses passwords can't push out what others
 * did. Thread-safe.
 */
final class StrangerLimit {
    private static final int OF_ONE = 20;
    private static final long EACH_OF_ONE = TimeUnit.SECONDS.toNanos(30);
    private static final int OF_ALL = 300;
    private static final long EACH_OF_ALL = TimeUnit.SECONDS.toNanos(1);
    private static final int REMEMBERED = 10_000;

    private final LongSupplier nanos;
    private final Map<String, Long> due = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long dueOfAll;
    private long unrecorded;

    StrangerLimit(LongSupplier nanos) {
        this.nanos = nanos;
        dueOfAll = nanos.getAsLong();
    }

    /** How many were left out since the last one that wasn't; negative when this one is to be left out, too. */
    synchronized long take(String address) {
        long now = nanos.getAsLong();
        long one = Math.max(due.getOrDefault(address, now) - now, 0);
        long all = Math.max(dueOfAll - now, 0);
        if (one > (OF_ONE - 1) * EACH_OF_ONE || all > (OF_ALL - 1) * EACH_OF_ALL) {
            unrecorded++;
            return -1;
        }
        due.put(address, now + one + EACH_OF_ONE);
        dueOfAll = now + all + EACH_OF_ALL;
        long left = unrecorded;
        unrecorded = 0;
        return left;
    }
}
