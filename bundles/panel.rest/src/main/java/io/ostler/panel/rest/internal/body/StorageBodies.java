package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.panel.api.storage.StorageSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bodies about the panel's database and its backups. */
public final class StorageBodies {
    private StorageBodies() {}

    /** @param certificate path of a file on the panel's machine */
    public record DatabaseServer(
            String host,
            int port,
            String database,
            String user,
            @Nullable String password,
            Tls tls,
            @Nullable String certificate) {
        public StorageSettings.Server model() {
            return new StorageSettings.Server(
                    host,
                    port,
                    database,
                    user,
                    Objects.requireNonNullElse(password, ""),
                    tls.name().toLowerCase(Locale.ROOT),
                    Objects.requireNonNullElse(certificate, ""));
        }

        /** Without the password: it goes into logs of failures. */
        @Override
        public String toString() {
            return host + ":" + port + "/" + database;
        }
    }

    /** How the connection is protected, by its name on the wire. */
    public enum Tls {
        @JsonProperty("off")
        OFF,
        @JsonProperty("require")
        REQUIRE,
        @JsonProperty("verify")
        VERIFY
    }

    /**
     * @param free whether a copy may come there
     * @param explanation why it can't be reached
     */
    public record DatabaseTrial(
            boolean reached,
            boolean free,
            @Nullable String version,
            @Nullable String explanation) {
        public static DatabaseTrial of(StorageSettings.Trial trial) {
            return new DatabaseTrial(trial.reached(), trial.free(), trial.version(), trial.explanation());
        }
    }

    public record TableRows(String name, long rows) {}

    public record BackupFile(String name, long bytes, Instant made) {}

    /** What the next start does; the text is what the file will say, without the password. */
    public record DatabasePlan(String place, String text) {}

    public record DatabaseSwitch(Instant at, boolean done, String explanation) {}

    /** By its name on the wire. */
    public enum BackupState {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED
    }

    public record BackupWork(
            BackupState state,
            long rows,
            long total,
            @Nullable String name,
            @Nullable String explanation) {}

    public record Storage(
            String kind,
            String place,
            long bytes,
            List<TableRows> tables,
            String file,
            String backupFolder,
            List<BackupFile> backups,
            @Nullable Instant lastBackup,
            @Nullable DatabasePlan plan,
            @Nullable DatabaseSwitch switched,
            @Nullable BackupWork work) {
        public static Storage of(StorageSettings.Status status) {
            var plan = status.plan();
            var switched = status.switched();
            var work = status.work();
            return new Storage(
                    status.kind(),
                    status.place(),
                    status.bytes(),
                    status.tables().stream()
                            .map(table -> new TableRows(table.name(), table.rows()))
                            .toList(),
                    status.file(),
                    status.backupFolder(),
                    status.backups().stream()
                            .map(backup -> new BackupFile(backup.name(), backup.bytes(), backup.made()))
                            .toList(),
                    status.lastBackup(),
                    plan == null ? null : new DatabasePlan(plan.place(), plan.text()),
                    switched == null
                            ? null
                            : new DatabaseSwitch(switched.at(), switched.done(), switched.explanation()),
                    work == null
                            ? null
                            : new BackupWork(
                                    BackupState.valueOf(work.state().name()),
                                    work.rows(),
                                    work.total(),
                                    work.name(),
                                    work.explanation()));
        }
    }

    /** @param passphrase at least 8 characters: the panel's keys go in, sealed with it */
    public record BackupRequest(@Nullable String passphrase) {
        @Override
        public String toString() {
            return "backup";
        }
    }
}
