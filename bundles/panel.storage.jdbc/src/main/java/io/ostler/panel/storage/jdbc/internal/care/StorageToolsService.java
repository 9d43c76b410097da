package io.ostler.panel.storage.jdbc.internal.care;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.storage.DatabaseTrial;
import io.ostler.panel.api.storage.OpenDatabase;
import io.ostler.panel.api.storage.StorageSettings.Plan;
import io.ostler.panel.api.storage.StorageSettings.Status;
import io.ostler.panel.api.storage.StorageSettings.Switched;
import io.ostler.panel.api.storage.StorageSettings.TableRows;
import io.ostler.panel.api.storage.StorageSettings.Trial;
import io.ostler.panel.api.storage.StorageTools;
import io.ostler.panel.storage.jdbc.internal.move.DatabaseRows;
import io.ostler.panel.storage.jdbc.internal.move.LastBackup;
import io.ostler.panel.storage.jdbc.internal.move.PlannedSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The database in use, the one that is planned, and backups. Thread-safe. */
@Component
public final class StorageToolsService implements StorageTools {
    private static final List<String> SETTINGS =
            List.of("storage", "host", "port", "database", "user", "password", "tls", "certificate");

    private final Path data;
    private final OpenDatabase database;
    private final @Nullable DatabaseTrial trial;
    private final BackupFolder folder;
    private final BackupWork work;

    @Activate
    public StorageToolsService(
            BundleContext context,
            @Reference(target = "(ostler.storage=*)") OpenDatabase database,
            @Reference(target = "(ostler.schema=io.ostler.panel.storage.jdbc)") DataSource ready,
            @Reference(
                            target = "(ostler.storage=postgres)",
                            cardinality = ReferenceCardinality.OPTIONAL,
                            policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    DatabaseTrial trial) {
        this(
                Path.of(context.getProperty("ostler.data")),
                context.getBundle().getVersion().toString(),
                database,
                trial);
    }

    StorageToolsService(Path data, String version, OpenDatabase database, @Nullable DatabaseTrial trial) {
        this.data = data;
        this.database = database;
        this.trial = trial;
        folder = new BackupFolder(data);
        work = new BackupWork(data, version, database);
    }

    @Override
    public Status status() {
        try {
            return new Status(
                    database.kind(),
                    database.place(),
                    database.size(),
                    tables(),
                    file().toString(),
                    folder.path().toString(),
                    folder.list(),
                    LastBackup.in(data),
                    plan(),
                    PlannedSwitch.last(data)
                            .map(last -> new Switched(last.at(), last.done(), last.explanation()))
                            .orElse(null),
                    work.now());
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }

    @Override
    public Trial tryOut(Properties settings) {
        var other = trial;
        if (other == null) {
            throw OstlerException.of(
                    ErrorCode.DATABASE_UNFIT, "explanation", "This distribution has no other kind of database.");
        }
        try {
            var found = other.tryOut(settings);
            return new Trial(true, found.free(), found.version(), null);
        } catch (OstlerException e) {
            if (e.code() != ErrorCode.STORAGE_FAILED) {
                throw e;
            }
            return new Trial(false, false, null, e.parameters().get("explanation"));
        }
    }

    @Override
    public void plan(Properties settings) {
        var tried = tryOut(settings);
        var why = tried.explanation();
        if (why != null) {
            throw OstlerException.of(ErrorCode.DATABASE_UNFIT, "explanation", why);
        }
        if (!tried.free()) {
            throw OstlerException.of(
                    ErrorCode.DATABASE_UNFIT,
                    "explanation",
                    "It holds tables already. Empty it, or make another database.");
        }
        if (settings.getProperty("storage", "").equals(database.kind())) {
            throw OstlerException.of(
                    ErrorCode.DATABASE_UNFIT, "explanation", "The panel keeps its data on PostgreSQL already.");
        }
        try {
            PlannedSwitch.plan(data, lines(settings, false));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void cancelPlan() {
        try {
            PlannedSwitch.cancel(data);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void backUp(char @Nullable [] passphrase) {
        try {
            long total = tables().stream().mapToLong(TableRows::rows).sum();
            work.begin(folder.next(Instant.now()), passphrase, total);
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }

    @Override
    public Path backup(String name) {
        return folder.find(name);
    }

    @Override
    public void deleteBackup(String name) throws IOException {
        Files.deleteIfExists(folder.find(name));
    }

    private Path file() {
        return data.resolve("panel").resolve("database.cfg");
    }

    private @Nullable Plan plan() throws IOException {
        var planned = PlannedSwitch.planned(data).orElse(null);
        return planned == null
                ? null
                : new Plan(
                        "PostgreSQL database " + planned.getProperty("database") + " at " + planned.getProperty("host")
                                + ":" + planned.getProperty("port"),
                        String.join("\n", lines(planned, true)) + "\n");
    }

    private static List<String> lines(Properties settings, boolean hidden) {
        var lines = new ArrayList<String>();
        for (var key : SETTINGS) {
            var value = settings.getProperty(key, "");
            if (!value.isEmpty()) {
                lines.add(key + " = " + (hidden && key.equals("password") ? "••••••••" : PlannedSwitch.escaped(value)));
            }
        }
        return lines;
    }

    private List<TableRows> tables() throws SQLException {
        var tables = new ArrayList<TableRows>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var name : DatabaseRows.names(connection)) {
                try (var row = statement.executeQuery("SELECT COUNT(*) FROM " + name)) {
                    row.next();
                    tables.add(new TableRows(name, row.getLong(1)));
                }
            }
        }
        return tables;
    }

    private static OstlerException failed(Exception cause) {
        return new OstlerException(
                ErrorCode.STORAGE_FAILED,
                Map.of("explanation", Objects.requireNonNullElse(cause.getMessage(), "unknown")),
                cause);
    }
}
