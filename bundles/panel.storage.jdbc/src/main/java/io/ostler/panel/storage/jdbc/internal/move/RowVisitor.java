package io.ostler.panel.storage.jdbc.internal.move;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Meets every table, each with its rows: texts, {@code Long}s, {@code Boolean}s and nulls. The history comes first. */
interface RowVisitor {

    void table(Table table) throws SQLException, IOException;

    void row(List<@Nullable Object> values) throws SQLException, IOException;

    /** After a table's last row. */
    void end(Table table) throws SQLException, IOException;

    /** This one first, then the other. */
    default RowVisitor and(RowVisitor other) {
        var first = this;
        return new RowVisitor() {
            @Override
            public void table(Table table) throws SQLException, IOException {
                first.table(table);
                other.table(table);
            }

            @Override
            public void row(List<@Nullable Object> values) throws SQLException, IOException {
                first.row(values);
                other.row(values);
            }

            @Override
            public void end(Table table) throws SQLException, IOException {
                first.end(table);
                other.end(table);
            }
        };
    }
}
