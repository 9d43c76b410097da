package io.ostler.daemon.metrics.internal.proc;

import java.time.Duration;

/**
 * What memory a process accounts for. Counting pages that processes share only once costs a walk over their page tables
 * and holds up their own work on them, so it is done seldom, and only where a run has several processes of some size.
 * Confined to one thread.
 */
final class SharedMemory {
    private static final long SMALL = 1 << 20;
    private static final long SELDOM = Duration.ofSeconds(30).toNanos();
    private static final long SHARE_OF_TIME = 1000;

    private final ProcFolder proc;
    private final Units units;

    SharedMemory(ProcFolder proc, Units units) {
        this.proc = proc;
        this.units = units;
    }

    long of(Seen seen, int processes) {
        long resident = seen.stat.pages() * units.page();
        if (processes < 2 || resident < SMALL) {
            return resident;
        }
        if (isStale(seen, processes)) {
            measure(seen, processes);
        }
        var share = seen.share;
        return share.bytes() < 0
                ? resident
                : Math.clamp(share.bytes() + (seen.stat.pages() - share.pages()) * units.page(), 0, resident);
    }

    private static boolean isStale(Seen seen, int processes) {
        var share = seen.share;
        if (share == Seen.Share.UNKNOWN) {
            return true;
        }
        boolean hasChanged = share.pages() != seen.stat.pages() || share.processes() != processes;
        return hasChanged && System.nanoTime() - share.atNanos() > Math.max(SELDOM, SHARE_OF_TIME * share.tookNanos());
    }

    private void measure(Seen seen, int processes) {
        long begun = System.nanoTime();
        long bytes = proc.share(seen.stat.pid());
        long now = System.nanoTime();
        seen.share = new Seen.Share(bytes, seen.stat.pages(), processes, now, now - begun);
    }
}
