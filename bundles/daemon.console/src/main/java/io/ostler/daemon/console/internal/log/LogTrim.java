package io.ostler.daemon.console.internal.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frees the old text of one log, step by step. Confined to the thread that frees. */
public final class LogTrim {

    private static final long AGE_EVERY = TimeUnit.MINUTES.toNanos(10);
    private static final Logger LOG = LoggerFactory.getLogger(LogTrim.class);

    private final StoredLog log;
    private final HolePunch punch;
    private final LongSupplier slowestViewer;
    private Retention retention;

    /** Up to here it is freed; a daemon that went down in between begins anew, which costs nothing. */
    private long freedTo;

    private long agedAt = System.nanoTime() - AGE_EVERY;

    public LogTrim(StoredLog log, Retention retention, HolePunch punch, LongSupplier slowestViewer) {
        this.log = log;
        this.retention = retention;
        this.punch = punch;
        this.slowestViewer = slowestViewer;
    }

    public Retention retention() {
        return retention;
    }

    public void keep(Retention changed) {
        retention = changed;
    }

    public StoredLog log() {
        return log;
    }

    /** Frees what isn't wanted any more; says how long the log is, 0 when it is gone. */
    public long trim() throws InterruptedException {
        try {
            long size = Files.size(log.path());
            long start = Math.max(retention.startFor(log.start(), size, slowestViewer.getAsLong()), tooOld(size));
            if (start > log.start() && punch.worksIn(log.folder())) {
                log.beginAt(start);
            }
            long aligned = log.start() - log.start() % Retention.ALIGNMENT;
            if (aligned > freedTo) {
                if (!punch.punch(log.path(), freedTo, aligned)) {
                    LOG.warn("Old text of the console {} was not freed", log.path());
                }
                freedTo = aligned;
            }
            return size;
        } catch (NoSuchFileException e) {
            LOG.debug("A log is gone before it was trimmed");
        } catch (IOException e) {
            LOG.warn("Old text of the console {} can't be freed", log.path(), e);
        }
        return 0;
    }

    /** Up to where the text is too old; looked up from time to time only. */
    private long tooOld(long size) throws IOException {
        long now = System.nanoTime();
        if (retention.days() == null || now - agedAt < AGE_EVERY) {
            return 0;
        }
        agedAt = now;
        var table = log.marks().table();
        return Math.min(size, table.offsetOf(retention.oldest(Instant.now()), 0));
    }
}
