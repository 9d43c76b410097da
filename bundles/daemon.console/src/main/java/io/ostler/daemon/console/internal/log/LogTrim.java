package io.ostler.daemon.console.internal.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frees the old text of one log, step by step. Confined to the thread that frees. */
public final class LogTrim {

    private static final Logger LOG = LoggerFactory.getLogger(LogTrim.class);

    private final StoredLog log;
    private final Retention retention;
    private final HolePunch punch;
    private final LongSupplier slowestViewer;

    /** Up to here it is freed; a daemon that went down in between begins anew, which costs nothing. */
    private long freedTo;

    public LogTrim(StoredLog log, Retention retention, HolePunch punch, LongSupplier slowestViewer) {
        this.log = log;
        this.retention = retention;
        this.punch = punch;
        this.slowestViewer = slowestViewer;
    }

    /** Frees what isn't wanted any more; says how long the log is, 0 when it is gone. */
    public long trim() throws InterruptedException {
        try {
            long size = Files.size(log.path());
            long start = retention.startFor(log.start(), size, slowestViewer.getAsLong());
            if (start > log.start() && punch.worksIn(log.folder())) {
                log.beginAt(start);
            }
            if (log.start() > freedTo) {
                long aligned = log.start() - log.start() % Retention.ALIGNMENT;
                if (!punch.punch(log.path(), freedTo, aligned)) {
                    LOG.warn("Old text of the console {} was not freed", log.path());
                }
                freedTo = log.start();
            }
            return size;
        } catch (NoSuchFileException e) {
            LOG.debug("A log is gone before it was trimmed");
        } catch (IOException e) {
            LOG.warn("Old text of the console {} can't be freed", log.path(), e);
        }
        return 0;
    }
}
