package io.ostler.daemon.console.internal;

import io.ostler.daemon.console.internal.block.Block;
import io.ostler.daemon.console.internal.block.BlockCache;
import io.ostler.daemon.console.internal.block.BlockPool;
import io.ostler.daemon.console.internal.log.LogFile;
import io.ostler.daemon.console.internal.log.StoredLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log that somebody looks at: its open file, its blocks, its viewers. Made with the first viewer, closed with the
 * last. Thread-safe.
 */
final class WatchedLog {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedLog.class);

    private final StoredLog stored;
    private final LogFile file;
    private final BlockCache cache;
    private final Consumer<LogViewing> onLeave;
    private final List<LogViewing> viewings = new CopyOnWriteArrayList<>();
    private volatile long size;

    WatchedLog(StoredLog stored, BlockPool pool, Consumer<LogViewing> onLeave) throws IOException {
        this.stored = stored;
        this.onLeave = onLeave;
        file = new LogFile(stored.path());
        cache = new BlockCache(pool);
        size = file.size();
    }

    Path folder() {
        return stored.folder();
    }

    StoredLog stored() {
        return stored;
    }

    long start() {
        return stored.start();
    }

    long size() {
        return size;
    }

    BlockCache cache() {
        return cache;
    }

    void load(Block block) throws IOException {
        block.load(file);
    }

    void join(LogViewing viewing) {
        viewings.add(viewing);
    }

    void leave(LogViewing viewing) {
        onLeave.accept(viewing);
    }

    /** Whether it was the last one. */
    boolean remove(LogViewing viewing) {
        return viewings.remove(viewing) && viewings.isEmpty();
    }

    /** Looks how long the log is now and wakes the viewers when it grew; says whether it did. */
    boolean look() {
        try {
            if (!grew()) {
                return false;
            }
            viewings.forEach(LogViewing::wake);
            stored.marks().note(size, System.currentTimeMillis());
            return true;
        } catch (IOException e) {
            LOG.debug("A log was closed while it was looked at", e);
            return false;
        }
    }

    /** One at a time, or an older look would take back what a newer one saw. */
    private synchronized boolean grew() throws IOException {
        long now = file.size();
        boolean more = now > size;
        size = Math.max(size, now);
        return more;
    }

    int viewers() {
        return viewings.size();
    }

    /** Offset of the viewer that is farthest behind, {@code Long.MAX_VALUE} without viewers. */
    long slowest() {
        return viewings.stream().mapToLong(LogViewing::position).min().orElse(Long.MAX_VALUE);
    }

    void end(String reason) {
        viewings.forEach(viewing -> viewing.end(reason));
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("A log didn't close", e);
        }
        cache.close();
    }
}
