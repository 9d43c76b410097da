package io.ostler.panel.storage.jdbc.internal.care;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.storage.OpenDatabase;
import io.ostler.panel.api.storage.StorageSettings.State;
import io.ostler.panel.api.storage.StorageSettings.Work;
import io.ostler.panel.storage.jdbc.internal.move.OnlineBackup;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One backup at a time, on a thread of its own. Thread-safe. */
final class BackupWork {
    private static final Logger LOG = LoggerFactory.getLogger(BackupWork.class);

    private final Path data;
    private final String version;
    private final OpenDatabase database;
    private final AtomicLong rows = new AtomicLong();
    private @Nullable Work work;

    BackupWork(Path data, String version, OpenDatabase database) {
        this.data = data;
        this.version = version;
        this.database = database;
    }

    synchronized @Nullable Work now() {
        var present = work;
        return present == null || present.state() != State.RUNNING
                ? present
                : new Work(State.RUNNING, rows.get(), present.total(), present.name(), null);
    }

    /** {@code CONFLICT} while one is under way. */
    synchronized void begin(Path file, char @Nullable [] passphrase, long total) {
        if (work != null && work.state() == State.RUNNING) {
            throw OstlerException.of(ErrorCode.CONFLICT, "reason", "a backup is under way");
        }
        rows.set(0);
        work = new Work(State.RUNNING, 0, total, file.getFileName().toString(), null);
        var unused = Thread.ofVirtual().name("ostler-backup").start(() -> run(file, passphrase));
    }

    private void run(Path file, char @Nullable [] passphrase) {
        var name = file.getFileName().toString();
        Work end;
        try {
            OnlineBackup.write(data, file, passphrase, version, database, rows::incrementAndGet);
            end = new Work(State.DONE, rows.get(), rows.get(), name, null);
            LOG.info("Backup {} is written", file);
        } catch (Throwable e) { // whatever it was, nobody waits for this thread
            end = new Work(State.FAILED, rows.get(), rows.get(), null, String.valueOf(e.getMessage()));
            LOG.warn("The backup failed: {}", e.getMessage());
            LOG.debug("The backup failed", e);
        }
        synchronized (this) {
            work = end;
        }
    }
}
