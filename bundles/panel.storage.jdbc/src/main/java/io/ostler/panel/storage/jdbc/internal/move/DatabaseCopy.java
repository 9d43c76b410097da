package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.api.storage.OpenDatabase;
import io.ostler.panel.storage.jdbc.internal.Migration;
import io.ostler.panel.storage.jdbc.internal.SchemaHistory;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Moves all rows from one database into an empty one and compares both. The first is only read. Stateless. */
final class DatabaseCopy {

    private DatabaseCopy() {}

    /**
     * What the target holds then, by table.
     *
     * @throws IOException when the copy isn't the same; it stays marked as incomplete
     */
    static Map<String, Sums.Sum> run(OpenDatabase from, OpenDatabase to, Map<String, List<Migration>> known)
            throws SQLException, IOException, Refused {
        try (var source = from.dataSource().getConnection();
                var target = new Target(to.dataSource(), known, Set.of())) {
            requireWhole(from);
            source.setAutoCommit(false);
            try {
                if (!DatabaseRows.tables(source).contains(Table.MIGRATIONS)) {
                    throw new Refused("The database in use holds nothing of a panel.");
                }
                target.begin();
                var sums = new Sums();
                DatabaseRows.visit(source, target.and(sums));
                requireSame(sums.tables(), target.sums().tables());
                target.complete();
                return sums.tables();
            } finally {
                source.rollback();
            }
        }
    }

    /** Ignores the target's own marker. */
    static void requireSame(Map<String, Sums.Sum> wanted, Map<String, Sums.Sum> found) throws IOException {
        for (var entry : wanted.entrySet()) {
            var there = found.get(entry.getKey());
            if (!entry.getValue().equals(there)) {
                throw new IOException("The table " + entry.getKey() + " is not the same: " + entry.getValue()
                        + " became " + there + ".");
            }
        }
    }

    private static void requireWhole(OpenDatabase from) throws SQLException, Refused {
        try {
            new SchemaHistory(from.dataSource()).requireComplete();
        } catch (SchemaHistory.SchemaMismatchException e) {
            throw new Refused("The database in use is itself the beginning of an interrupted copy.");
        }
    }
}
