package io.ostler.panel.storage.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Brings a bundle's tables up to date. Each migration and its line in the history are one transaction, so a crash
 * leaves either none or all of it; a table lock lets only one process migrate. A start with nothing to do costs one
 * query. Thread-safe.
 */
public final class SchemaHistory {
    private static final Set<String> NO_SUCH_TABLE = Set.of("42X05", "42P01");
    /** When two create a table at once, PostgreSQL may also report its catalogue's unique index or the table's row type. */
    private static final Set<String> TABLE_EXISTS = Set.of("X0Y32", "42P07", "23505", "42710");

    private final DataSource source;

    public SchemaHistory(DataSource source) {
        this.source = source;
    }

    /**
     * Applies what is missing, in order, and says how many were.
     *
     * @throws SchemaMismatchException when the database holds what these migrations don't explain
     */
    public int migrate(String bundle, List<Migration> migrations) throws SQLException {
        try (var connection = source.getConnection()) {
            if (missing(bundle, migrations, applied(connection, bundle)).isEmpty()) {
                return 0;
            }
            int count = 0;
            while (Sql.inTransaction(connection, () -> applyNext(connection, bundle, migrations))) {
                count++;
            }
            return count;
        }
    }

    /**
     * Stands while rows are being brought in from elsewhere.
     *
     * @throws SchemaMismatchException when that was interrupted: some rows are missing
     */
    public void requireComplete() throws SQLException {
        try (var connection = source.getConnection()) {
            Sql.list(connection, row -> row.getLong(1), "SELECT since FROM ostler_incomplete");
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.contains(e.getSQLState())) {
                return;
            }
            throw e;
        }
        throw new SchemaMismatchException(
                "The database holds the beginning of a copy or a restore that was interrupted;"
                        + " run that command again, or choose the former database in panel/database.cfg.");
    }

    private static boolean applyNext(Connection connection, String bundle, List<Migration> migrations)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE ostler_migration IN EXCLUSIVE MODE");
            var missing = missing(bundle, migrations, applied(connection, bundle));
            if (missing.isEmpty()) {
                return false;
            }
            var next = missing.getFirst();
            for (var sql : next.statements()) {
                statement.execute(sql);
            }
            record(connection, bundle, next);
            return true;
        }
    }

    /** Those after the newest that was applied; whatever else differs is refused. */
    private static List<Migration> missing(
            String bundle, List<Migration> migrations, SortedMap<Integer, String> applied) {
        int newest = applied.isEmpty() ? 0 : applied.lastKey();
        if (newest > (migrations.isEmpty() ? 0 : migrations.getLast().version())) {
            throw new SchemaMismatchException("The tables of " + bundle
                    + " were written by a newer version; install that one, or put back a backup.");
        }
        for (var migration : migrations) {
            var checksum = applied.get(migration.version());
            if (migration.version() <= newest && !migration.checksum().equals(checksum)) {
                throw new SchemaMismatchException("The migration V" + migration.version() + "__" + migration.name()
                        + " of " + bundle
                        + (checksum == null ? " was never applied" : " is not the one that was applied")
                        + ", though newer ones were.");
            }
        }
        return migrations.stream().filter(m -> m.version() > newest).toList();
    }

    /** Version and checksum; makes the table of the history when it isn't there. */
    private static SortedMap<Integer, String> applied(Connection connection, String bundle) throws SQLException {
        var applied = new TreeMap<Integer, String>();
        try {
            Sql.list(
                    connection,
                    row -> applied.put(row.getInt("version"), row.getString("checksum")),
                    "SELECT version, checksum FROM ostler_migration WHERE bundle = ?",
                    bundle);
        } catch (SQLException e) {
            if (!NO_SUCH_TABLE.contains(e.getSQLState())) {
                throw e;
            }
            createTable(connection);
        }
        return applied;
    }

    private static void createTable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ostler_migration ("
                    + "bundle VARCHAR(200) NOT NULL, version INTEGER NOT NULL, name VARCHAR(100) NOT NULL,"
                    + " checksum VARCHAR(64) NOT NULL, applied BIGINT NOT NULL, PRIMARY KEY (bundle, version))");
        } catch (SQLException e) {
            // Another process that starts at the same moment was faster.
            if (!TABLE_EXISTS.contains(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void record(Connection connection, String bundle, Migration migration) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO ostler_migration (bundle, version, name, checksum, applied) VALUES (?, ?, ?, ?, ?)",
                bundle,
                migration.version(),
                migration.name(),
                migration.checksum(),
                Instant.now());
    }

    /** The database and the bundle don't belong together; the message tells a person. */
    public static final class SchemaMismatchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SchemaMismatchException(String message) {
            super(message);
        }
    }
}
