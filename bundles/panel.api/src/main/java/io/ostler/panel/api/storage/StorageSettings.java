package io.ostler.panel.api.storage;

import io.ostler.panel.api.access.Caller;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where the panel keeps its data, moving it to another database, and backups;
 * {@link io.ostler.panel.api.access.Permission#STORAGE_MANAGE}. Thread-safe, blocks.
 */
@ProviderType
public interface StorageSettings {

    /**
     * @param kind {@code derby} or {@code postgres}
     * @param file the file that says so
     * @param backupFolder where backups are
     * @param backups the newest first
     * @param lastBackup of any kind, also by command
     */
    record Status(
            String kind,
            String place,
            long bytes,
            List<TableRows> tables,
            String file,
            String backupFolder,
            List<BackupFile> backups,
            @Nullable Instant lastBackup,
            @Nullable Plan plan,
            @Nullable Switched switched,
            @Nullable Work work) {}

    record TableRows(String name, long rows) {}

    record BackupFile(String name, long bytes, Instant made) {}

    /**
     * What the next start does.
     *
     * @param text what the file will say, without the password
     */
    record Plan(String place, String text) {}

    /** What the last start that had a plan did. */
    record Switched(Instant at, boolean done, String explanation) {}

    /** A backup under way, or the last one since the start. @param total about so many rows */
    record Work(
            State state,
            long rows,
            long total,
            @Nullable String name,
            @Nullable String explanation) {}

    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * @param tls {@code off}, {@code require} or {@code verify}
     * @param certificate path of a file on the panel's machine; empty: the Java machine's authorities
     */
    record Server(
            String host, int port, String database, String user, String password, String tls, String certificate) {
        @Override
        public String toString() {
            return host + ":" + port + "/" + database;
        }
    }

    /**
     * @param explanation why not
     * @param version of the server
     * @param free whether a copy may come there
     */
    record Trial(
            boolean reached,
            boolean free,
            @Nullable String version,
            @Nullable String explanation) {}

    Status status(Caller caller);

    /** {@code INVALID_REQUEST}. */
    Trial tryOut(Caller caller, Server server);

    /**
     * At the next start all rows are copied there and compared, and the panel uses it from then on; where that fails it
     * goes on with the present database. {@code DATABASE_UNFIT} where it would fail as things are.
     */
    Status plan(Caller caller, Server server);

    Status cancelPlan(Caller caller);

    /**
     * Begins one. {@code CONFLICT} while another is under way.
     *
     * @param passphrase null: without the panel's keys; else at least 8 characters
     */
    Status backUp(Caller caller, @Nullable String passphrase);

    /** {@code NOT_FOUND}. */
    Path backup(Caller caller, String name);

    /** {@code NOT_FOUND}. */
    Status deleteBackup(Caller caller, String name);
}
