package io.ostler.panel.storage.jdbc.internal.move;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every table of a database with its rows. Stateless. */
public final class DatabaseRows {
    private static final int AT_ONCE = 500;

    private DatabaseRows() {}

    public static List<String> names(Connection connection) throws SQLException {
        return tables(connection).stream().map(Table::name).toList();
    }

    /** The history of migrations first, the others by name, each after those that its rows point to. */
    static List<Table> tables(Connection connection) throws SQLException {
        var names = new TreeMap<String, String>();
        try (var rows = connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                var name = rows.getString("TABLE_NAME");
                names.put(name.toLowerCase(Locale.ROOT), name);
            }
        }
        var ordered = new LinkedHashSet<String>();
        if (names.containsKey(Table.MIGRATIONS.name())) {
            ordered.add(Table.MIGRATIONS.name());
        }
        for (var name : names.keySet()) {
            addAfterOthers(connection, name, names, ordered, new HashSet<>());
        }
        var tables = new ArrayList<Table>();
        for (var name : ordered) {
            tables.add(new Table(name, columns(connection, name)));
        }
        return tables;
    }

    /** @param underWay what waits for this one: a table may point to itself */
    private static void addAfterOthers(
            Connection connection, String name, Map<String, String> names, Set<String> ordered, Set<String> underWay)
            throws SQLException {
        if (ordered.contains(name) || !underWay.add(name)) {
            return;
        }
        var others = new TreeSet<String>();
        try (var keys = connection.getMetaData().getImportedKeys(null, connection.getSchema(), names.get(name))) {
            while (keys.next()) {
                others.add(keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        for (var other : others) {
            if (names.containsKey(other)) {
                addAfterOthers(connection, other, names, ordered, underWay);
            }
        }
        ordered.add(name);
    }

    /** Asked of the table itself: drivers disagree about patterns of names. */
    private static List<String> columns(Connection connection, String name) throws SQLException {
        Table.requireName(name);
        try (var statement = connection.createStatement();
                var none = statement.executeQuery("SELECT * FROM " + name + " WHERE 1 = 0")) {
            var columns = new ArrayList<String>();
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                columns.add(none.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return columns;
        }
    }

    /** The connection has to be inside a transaction, or whole tables are held in memory. */
    static void visit(Connection connection, RowVisitor visitor) throws SQLException, IOException {
        for (var table : tables(connection)) {
            visitor.table(table);
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(AT_ONCE);
                try (var rows = statement.executeQuery(table.select())) {
                    while (rows.next()) {
                        visitor.row(row(rows, table));
                    }
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("The table " + table.name() + ": " + e.getMessage(), e);
            }
            visitor.end(table);
        }
    }

    private static List<@Nullable Object> row(ResultSet rows, Table table) throws SQLException {
        var values = new ArrayList<@Nullable Object>();
        for (int i = 1; i <= table.columns().size(); i++) {
            values.add(Values.plain(rows.getObject(i)));
        }
        return Collections.unmodifiableList(values);
    }
}
