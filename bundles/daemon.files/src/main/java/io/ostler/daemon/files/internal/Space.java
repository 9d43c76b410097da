package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an instance takes of the disk, and its limit. Counted, not walked: one walk at the first use, then every change
 * through the tree adds and subtracts; a new walk now and then finds what the instance's program changed. Space is
 * reserved before it is written, so parallel writers don't pass the limit together. Thread-safe.
 *
 * <p>A file counts with its length, holes included, in whole blocks and at least one; everything else counts one block
 * (decision 0070).
 */
final class Space {
    private static final Logger LOG = LoggerFactory.getLogger(Space.class);
    private static final long BLOCK = 4096;

    /** A refusal is worth a walk when the last one is older. */
    private static final Duration OLD = Duration.ofSeconds(10);

    private static final Duration STALE = Duration.ofMinutes(1);
    private static final int SHARE_OF_TIME = 50;

    /** Bytes by a walk. */
    interface Measuring {
        long measure() throws IOException;
    }

    /** Trash and versions: how much they take, and how they give way to new files. */
    interface Kept {
        long total();

        /** @return whether something was given up */
        boolean giveWay(long bytes) throws IOException;
    }

    private final Measuring measuring;
    private final Kept kept;
    private final Supplier<@Nullable Long> quota;
    private final Executor background;
    private final ReentrantLock walking = new ReentrantLock();
    private final Map<Object, OpenCount> open = new HashMap<>();
    private long files = -1;
    private long reserved;
    private long grown;
    private long measuredAt;
    private long tookNanos;
    private boolean isScheduled;

    private static final class OpenCount {
        int handles;
        boolean isRemoved;
    }

    Space(Measuring measuring, Kept kept, Supplier<@Nullable Long> quota, Executor background) {
        this.measuring = measuring;
        this.kept = kept;
        this.quota = quota;
        this.background = background;
    }

    static long cost(long size) {
        long blocks = size / BLOCK + (size % BLOCK == 0 ? 0 : 1);
        return blocks > Long.MAX_VALUE / BLOCK - 1 ? Long.MAX_VALUE / 2 : Math.max(1, blocks) * BLOCK;
    }

    static long cost(BasicFileAttributes attributes) {
        return attributes.isRegularFile() ? cost(attributes.size()) : BLOCK;
    }

    /** Bytes set aside for something in the making; whatever isn't settled is given back. Confined to one thread at a time. */
    final class Reservation implements AutoCloseable {
        private long bytes;

        long bytes() {
            return bytes;
        }

        /** {@code QUOTA_EXCEEDED}. */
        void growTo(long cost) throws IOException {
            if (cost > bytes) {
                take(cost - bytes);
                bytes = cost;
            }
        }

        /** It is among the files from now on. */
        void settle(long cost) {
            synchronized (Space.this) {
                reserved -= bytes;
                add(cost);
            }
            bytes = 0;
        }

        @Override
        public void close() {
            synchronized (Space.this) {
                reserved -= bytes;
            }
            bytes = 0;
        }
    }

    Reservation reserve(long cost) throws IOException {
        var reservation = new Reservation();
        reservation.growTo(cost);
        return reservation;
    }

    /** For what was taken by an earlier life of the daemon. */
    synchronized Reservation reserveAnyway(long cost) {
        var reservation = new Reservation();
        reservation.bytes = cost;
        reserved += cost;
        return reservation;
    }

    private void take(long bytes) throws IOException {
        var limit = quota.get();
        if (limit == null) {
            synchronized (this) {
                reserved += bytes;
            }
            return;
        }
        ensureMeasured();
        if (isTaken(bytes, limit)) {
            return;
        }
        if (isOlderThan(OLD)) {
            measure();
            if (isTaken(bytes, limit)) {
                return;
            }
        }
        long missing = missing(bytes, limit);
        while (missing > 0 && missing <= kept.total() && kept.giveWay(missing)) {
            missing = missing(bytes, limit);
        }
        if (!isTaken(bytes, limit)) {
            throw new Fault(ErrorCode.QUOTA_EXCEEDED);
        }
    }

    private synchronized boolean isTaken(long bytes, long limit) {
        if (bytes > limit - sum()) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    private synchronized long missing(long bytes, long limit) {
        return bytes - Math.max(0, limit - sum());
    }

    private long sum() {
        return Math.max(0, files) + reserved + kept.total();
    }

    /** Something appeared that nobody reserved, as when it comes back from the trash. */
    synchronized void add(long cost) {
        grown += cost;
        if (files >= 0) {
            files += cost;
        }
    }

    synchronized void subtract(long cost) {
        if (files >= 0) {
            files = Math.max(0, files - cost);
        }
    }

    /** A name was removed; what is still open keeps its space until it is closed. */
    synchronized void removed(BasicFileAttributes attributes) {
        var count = open.get(attributes.fileKey());
        if (count == null) {
            subtract(cost(attributes));
        } else {
            count.isRemoved = true;
        }
    }

    /** Whether somebody has it open to write in it. */
    synchronized boolean isOpen(BasicFileAttributes attributes) {
        return open.containsKey(attributes.fileKey());
    }

    /** @return what all who have the file open share */
    synchronized Object opened(Object fileKey) {
        var count = open.computeIfAbsent(fileKey, key -> new OpenCount());
        count.handles++;
        return count;
    }

    synchronized void closed(Object fileKey, long size) {
        var count = open.get(fileKey);
        if (count != null && --count.handles == 0) {
            open.remove(fileKey);
            if (count.isRemoved) {
                subtract(cost(size));
            }
        }
    }

    /** Bytes of files, of what is in the making, of trash and versions. */
    long used() throws IOException {
        ensureMeasured();
        synchronized (this) {
            return sum();
        }
    }

    private void ensureMeasured() throws IOException {
        boolean isKnown;
        boolean isStale;
        synchronized (this) {
            isKnown = files >= 0;
            long patience = Math.max(STALE.toNanos(), SHARE_OF_TIME * tookNanos);
            isStale = isKnown && !isScheduled && System.nanoTime() - measuredAt > patience;
            isScheduled |= isStale;
        }
        if (!isKnown) {
            measure();
        } else if (isStale) {
            background.execute(this::measureLater);
        }
    }

    private void measureLater() {
        try {
            measure();
        } catch (IOException e) {
            LOG.warn("The space that an instance takes could not be measured", e);
        } finally {
            synchronized (this) {
                isScheduled = false;
            }
        }
    }

    private synchronized boolean isOlderThan(Duration age) {
        return System.nanoTime() - measuredAt > Math.max(age.toNanos(), SHARE_OF_TIME * tookNanos / 10);
    }

    /** What grows meanwhile may be counted twice, until the next walk; never not at all. */
    private void measure() throws IOException {
        long asked = System.nanoTime();
        walking.lock();
        try {
            long begun = System.nanoTime();
            synchronized (this) {
                if (files >= 0 && measuredAt > asked) {
                    return; // somebody else's walk is fresh enough
                }
                grown = 0;
            }
            long found = measuring.measure();
            synchronized (this) {
                files = found + grown;
                measuredAt = System.nanoTime();
                tookNanos = measuredAt - begun;
            }
        } finally {
            walking.unlock();
        }
    }
}
