package io.ostler.panel.storage.jdbc.internal.move;

import java.util.List;
import java.util.regex.Pattern;

/** A table and its columns, in lower case; the columns by name, so that it is the same in every database. Immutable. */
record Table(String name, List<String> columns) {
    // Above the constant below, which needs it.
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,127}");

    static final Table MIGRATIONS =
            new Table("ostler_migration", List.of("applied", "bundle", "checksum", "name", "version"));

    Table {
        columns = columns.stream().sorted().toList();
        requireName(name);
        columns.forEach(Table::requireName);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("the table " + name + " has no column");
        }
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a table or a column: " + name);
        }
    }

    String select() {
        // A chain is looked through from its beginning; for the others any order does.
        var order = name.equals("ostler_audit") ? " ORDER BY record_no" : "";
        return "SELECT " + String.join(", ", columns) + " FROM " + name + order;
    }

    String insert() {
        return "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", columns.stream().map(column -> "?").toList()) + ")";
    }
}
