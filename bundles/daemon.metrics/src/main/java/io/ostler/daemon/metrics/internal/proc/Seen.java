package io.ostler.daemon.metrics.internal.proc;

import io.ostler.daemon.metrics.internal.proc.ProcFolder.Transferred;
import org.jspecify.annotations.Nullable;

/** A process of this look, and what is remembered of it. Confined to the thread that looks. */
final class Seen {
    final Stat stat;
    final @Nullable Stat former;
    /** The run in the environment with which it was first seen; null: not yet known. */
    final @Nullable String marker;

    final @Nullable Transferred formerTransferred;

    @Nullable
    Transferred transferred;

    @Nullable
    RunningInstance owner;

    /** A keeper, a holder of a terminal: marked, but not the program's. */
    boolean isHelper;

    Share share = Share.UNKNOWN;

    /**
     * What its memory is when shared pages are divided by who shares them.
     *
     * @param pages resident when it was measured, by so many processes of the run
     */
    record Share(long bytes, long pages, int processes, long atNanos, long tookNanos) {
        static final Share UNKNOWN = new Share(-1, -1, 0, 0, 0);
    }

    Seen(Stat stat, @Nullable String marker) {
        this.stat = stat;
        this.marker = marker;
        former = null;
        formerTransferred = null;
    }

    Seen(Stat stat, Seen before, @Nullable String marker) {
        this.stat = stat;
        this.marker = marker;
        former = before.stat;
        formerTransferred = before.transferred;
        transferred = before.transferred;
        owner = before.owner;
        isHelper = before.isHelper;
        share = before.share;
    }

    boolean hasWorked() {
        return former == null || former.own() != stat.own() || former.ended() != stat.ended();
    }
}
