package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.storage.jdbc.internal.Migration;
import io.ostler.panel.storage.jdbc.internal.SchemaHistory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An empty database that takes rows. A table {@code ostler_incomplete} stands from before its first table until
 * {@link #complete}, so that nobody ever takes the beginning of a copy for the whole. Makes the tables as the history
 * says that arrives first. Confined to one thread.
 */
final class Target implements RowVisitor, AutoCloseable {
    static final String MARKER = "ostler_incomplete";
    private static final int AT_ONCE = 500;

    private final DataSource source;
    private final Connection connection;
    private final Map<String, List<Migration>> known;
    private final Set<String> leftOut;
    /** Version and checksum of each migration, by bundle. */
    private final Map<String, Map<Integer, String>> history = new HashMap<>();

    private Map<String, Table> tables = Map.of();
    private @Nullable Table current;
    private @Nullable PreparedStatement insert;
    private int waiting;

    /** @param leftOut tables whose rows don't come */
    Target(DataSource source, Map<String, List<Migration>> known, Set<String> leftOut) throws SQLException {
        this.source = source;
        this.known = known;
        this.leftOut = leftOut;
        connection = source.getConnection();
    }

    /**
     * Throws away the beginning of an interrupted copy, and nothing else.
     *
     * @throws Refused when the database holds anything more than that
     */
    void begin() throws SQLException, Refused {
        var present = DatabaseRows.tables(connection).stream().map(Table::name).collect(Collectors.toSet());
        try (var statement = connection.createStatement()) {
            if (present.remove(MARKER)) {
                // The marker was the first table there: the others came with the interrupted copy.
                for (var table : DatabaseRows.tables(connection).reversed()) {
                    if (present.contains(table.name())) {
                        statement.execute("DROP TABLE " + table.name());
                    }
                }
                statement.execute("DELETE FROM " + MARKER);
            } else if (!present.isEmpty()) {
                throw new Refused("The target holds tables already ("
                        + present.iterator().next() + "); nothing was changed. Empty it, or choose another.");
            } else {
                statement.execute("CREATE TABLE " + MARKER + " (since BIGINT NOT NULL)");
            }
            statement.execute("INSERT INTO " + MARKER + " VALUES (" + System.currentTimeMillis() + ")");
        }
    }

    @Override
    public void table(Table table) throws SQLException, IOException {
        current = table;
        if (table.name().equals(Table.MIGRATIONS.name())) {
            if (!table.equals(Table.MIGRATIONS)) {
                throw new IOException("The history of migrations has other columns.");
            }
            return;
        }
        if (!table.equals(tables.get(table.name()))) {
            throw new IOException("The table " + table.name()
                    + " is none that this version makes; install the plug-in or the version that made it.");
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement(table.insert());
        waiting = 0;
    }

    @Override
    public void row(List<@Nullable Object> values) throws SQLException, IOException {
        var statement = insert;
        var table = current;
        if (statement == null) {
            remember(values);
        } else if (table != null && !leftOut.contains(table.name())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            statement.addBatch();
            if (++waiting == AT_ONCE) {
                statement.executeBatch();
                waiting = 0;
            }
        }
    }

    @Override
    public void end(Table table) throws SQLException, IOException {
        var statement = insert;
        if (statement == null) {
            makeTables();
            return;
        }
        if (waiting > 0) {
            statement.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        statement.close();
        insert = null;
    }

    /** What is in it now. */
    Sums sums() throws SQLException, IOException {
        var sums = new Sums();
        connection.setAutoCommit(false);
        DatabaseRows.visit(connection, sums);
        connection.rollback();
        connection.setAutoCommit(true);
        return sums;
    }

    /** From here on it is a database like any other. */
    void complete() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + MARKER);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }

    private void remember(List<@Nullable Object> values) throws IOException {
        // in the order of the columns' names
        if (values.get(1) instanceof String bundle
                && values.get(2) instanceof String checksum
                && values.get(4) instanceof Long version) {
            history.computeIfAbsent(bundle, b -> new TreeMap<>()).put(version.intValue(), checksum);
        } else {
            throw new IOException("The history of migrations is not one.");
        }
    }

    private void makeTables() throws SQLException, IOException {
        for (var entry : history.entrySet()) {
            var wanted = entry.getValue();
            var migrations = known.getOrDefault(entry.getKey(), List.of()).stream()
                    .filter(migration -> migration.checksum().equals(wanted.get(migration.version())))
                    .toList();
            if (migrations.size() != wanted.size()) {
                throw new IOException("The tables of " + entry.getKey()
                        + " were made by a version or a plug-in that is not installed here; install that one.");
            }
            new SchemaHistory(source).migrate(entry.getKey(), migrations);
        }
        var made = DatabaseRows.tables(connection);
        tables = made.stream().collect(Collectors.toMap(Table::name, table -> table));
        removeFirstRows(made);
    }

    /** Migrations may bring rows of their own, which the source has too. */
    private void removeFirstRows(List<Table> made) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : made.reversed()) {
                if (!table.name().equals(Table.MIGRATIONS.name())
                        && !table.name().equals(MARKER)
                        && !leftOut.contains(table.name())) {
                    statement.executeUpdate("DELETE FROM " + table.name());
                }
            }
        }
    }
}
