package io.ostler.daemon.console.internal;

import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.api.console.Viewing;
import io.ostler.daemon.console.internal.block.Block;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One viewer: an offset and at most one block on its way. No thread is its own: whoever has news (the watch, the viewer
 * that is ready, a close) counts {@link #work} up, and the one who counted from zero does the work of all until the
 * count is used up. So the viewer is called by one thread at a time, without a lock and without recursion.
 */
final class LogViewing implements Viewing {

    /** After so many blocks in one go the rest is done by another thread: who woke us may have others to wake. */
    private static final int BLOCKS_PER_TURN = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LogViewing.class);

    private final WatchedLog log;
    private final Viewer viewer;
    private final Executor executor;
    private final AtomicInteger work = new AtomicInteger();
    private volatile long position;
    private volatile boolean outstanding;
    private volatile boolean closed;
    private volatile @Nullable String endReason;

    /** Confined to the turn. */
    private @Nullable Block inFlight;

    LogViewing(WatchedLog log, long position, Viewer viewer, Executor executor) {
        this.log = log;
        this.position = position;
        this.viewer = viewer;
        this.executor = executor;
    }

    @Override
    public void ready() {
        if (outstanding) {
            outstanding = false;
            wake();
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            log.leave(this);
            wake();
        }
    }

    /** Nothing more will come. */
    void end(String reason) {
        if (endReason == null) {
            endReason = reason;
            wake();
        }
    }

    /** There may be something to do; does it here and now unless somebody else is at it. */
    void wake() {
        if (work.getAndIncrement() == 0) {
            takeTurns();
        }
    }

    void wakeElsewhere() {
        if (work.getAndIncrement() == 0) {
            continueElsewhere();
        }
    }

    private void continueElsewhere() {
        try {
            executor.execute(this::takeTurns);
        } catch (RejectedExecutionException e) {
            LOG.debug("The consoles are closing");
        }
    }

    /** Called by who owns the work; gives it up when there is none left. */
    private void takeTurns() {
        for (int blocks = 0, seen = work.get(); seen > 0; ) {
            if (isOver()) {
                return; // and keeps the work, so that nobody else begins
            }
            if (advance()) {
                if (++blocks == BLOCKS_PER_TURN) {
                    continueElsewhere();
                    return;
                }
            } else {
                seen = work.addAndGet(-seen);
            }
        }
    }

    private boolean isOver() {
        var reason = endReason;
        if (!closed && reason == null) {
            return false;
        }
        if (inFlight != null) {
            // The viewer may still be sending it.
            log.cache().abandon(inFlight);
            inFlight = null;
        }
        if (!closed && reason != null) {
            closed = true;
            log.leave(this);
            call(() -> viewer.ended(reason));
        }
        return true;
    }

    /** One step; says whether another may follow. */
    private boolean advance() {
        if (inFlight != null) {
            if (outstanding) {
                return false;
            }
            log.cache().release(inFlight);
            inFlight = null;
        }
        long start = log.start();
        if (position < start) {
            long from = position;
            position = start;
            call(() -> viewer.gap(from, start));
            return true;
        }
        return position < log.size() && send();
    }

    private boolean send() {
        var block = log.cache().acquire(position, log.size());
        try {
            log.load(block);
        } catch (IOException e) {
            log.cache().release(block);
            if (!closed) {
                LOG.warn("A console can't be read", e);
                endReason = "STORAGE_FAILED";
            }
            return true;
        }
        if (block.offset() < log.start()) {
            // Freed while we read: the bytes may be zeros.
            log.cache().release(block);
            return true;
        }
        inFlight = block;
        outstanding = true;
        position = block.offset() + block.length();
        call(() -> viewer.output(block.offset(), block.view()));
        return true;
    }

    /** A viewer may be a plug-in's; its mistakes end its own viewing and nothing else. */
    private void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.error("A console viewer failed", e);
            closed = true;
            log.leave(this);
        }
    }
}
