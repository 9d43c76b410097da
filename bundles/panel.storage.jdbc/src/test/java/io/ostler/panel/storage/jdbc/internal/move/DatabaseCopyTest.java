package io.ostler.panel.storage.jdbc.internal.move;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.storage.OpenDatabase;
import io.ostler.panel.storage.derby.internal.DerbyProvider;
import io.ostler.panel.storage.jdbc.internal.Migration;
import io.ostler.panel.storage.jdbc.internal.SchemaHistory;
import io.ostler.panel.storage.jdbc.internal.SchemaHistory.SchemaMismatchException;
import io.ostler.panel.storage.jdbc.internal.Stores;
import io.ostler.panel.storage.postgres.internal.PostgresProvider;
import io.ostler.testkit.postgres.PostgresCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From Derby to a real PostgreSQL server and back. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseCopyTest {
    private PostgresCluster cluster;

    @BeforeAll
    void start() throws Exception {
        cluster = PostgresCluster.start();
    }

    @AfterAll
    void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void everythingArrivesThereAndBack(@TempDir Path data, @TempDir Path other) throws Exception {
        cluster.describe(data, "derby");
        try (var derby = filledDerby(data);
                var postgres = new PostgresProvider().open(data);
                var back = new DerbyProvider().open(other)) {
            var there = DatabaseCopy.run(derby, postgres, known());
            assertEquals(1, there.get("ostler_user").rows());
            assertEquals(1_235, there.get("ostler_setting").rows());
            new SchemaHistory(postgres.dataSource()).requireComplete();
            assertEquals(0, new SchemaHistory(postgres.dataSource()).migrate(Stores.BUNDLE, Stores.ownMigrations()));

            assertEquals(there, DatabaseCopy.run(postgres, back, known()));
        }
    }

    @Test
    void everyColumnIsOfAKindThatCanBeMoved(@TempDir Path data) throws Exception {
        var movable = Set.of(Types.VARCHAR, Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.BOOLEAN);
        try (var derby = filledDerby(data);
                var connection = derby.dataSource().getConnection();
                var columns = connection.getMetaData().getColumns(null, connection.getSchema(), "%", "%")) {
            int count = 0;
            while (columns.next()) {
                var name = columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME");
                assertTrue(movable.contains(columns.getInt("DATA_TYPE")), name + " can't be copied or backed up");
                assertEquals("NO", columns.getString("IS_AUTOINCREMENT"), name + " counts by itself");
                count++;
            }
            assertTrue(count > 50);
        }
    }

    /** A bundle of others may do what ours don't: point from table to table, and bring rows. */
    @Test
    void rowsThatPointToOthersComeAfterThem(@TempDir Path data) throws Exception {
        cluster.describe(data, "derby");
        var plugin = List.of(Migration.of(
                "V1__things.sql",
                "CREATE TABLE plugin_z (id INTEGER NOT NULL PRIMARY KEY);"
                        + " CREATE TABLE plugin_a (id INTEGER NOT NULL PRIMARY KEY, z INTEGER REFERENCES plugin_z (id));"
                        + " INSERT INTO plugin_z VALUES (1)"));
        var known = new HashMap<>(known());
        known.put("plugin", plugin);
        try (var derby = filledDerby(data);
                var postgres = new PostgresProvider().open(data)) {
            new SchemaHistory(derby.dataSource()).migrate("plugin", plugin);
            execute(derby, "DELETE FROM plugin_z");
            execute(derby, "INSERT INTO plugin_z VALUES (7)");
            execute(derby, "INSERT INTO plugin_a VALUES (1, 7)");
            var there = DatabaseCopy.run(derby, postgres, known);
            assertEquals(1, there.get("plugin_a").rows());
            assertEquals(1, there.get("plugin_z").rows());
        }
    }

    @Test
    void aTargetWithTablesIsRefusedAndStaysAsItIs(@TempDir Path data) throws Exception {
        cluster.describe(data, "derby");
        try (var derby = filledDerby(data);
                var postgres = new PostgresProvider().open(data)) {
            execute(postgres, "CREATE TABLE theirs (id INTEGER)");
            assertThrows(Refused.class, () -> DatabaseCopy.run(derby, postgres, known()));
            execute(postgres, "DROP TABLE theirs");
            DatabaseCopy.run(derby, postgres, known());
            assertThrows(Refused.class, () -> DatabaseCopy.run(derby, postgres, known()));
        }
    }

    @Test
    void anInterruptedCopyIsKnownAndMadeAnew(@TempDir Path data) throws Exception {
        cluster.describe(data, "derby");
        try (var derby = filledDerby(data);
                var postgres = new PostgresProvider().open(data)) {
            var before = sums(derby);
            try (var target = new Target(postgres.dataSource(), known(), Set.of());
                    var connection = derby.dataSource().getConnection()) {
                target.begin();
                connection.setAutoCommit(false);
                assertThrows(
                        IOException.class,
                        () -> DatabaseRows.visit(connection, target.and(new Stumbling("ostler_user"))));
                connection.rollback();
            }
            var history = new SchemaHistory(postgres.dataSource());
            assertThrows(SchemaMismatchException.class, history::requireComplete);
            assertThrows(Refused.class, () -> DatabaseCopy.run(postgres, derby, known()));
            assertEquals(before, sums(derby));

            assertEquals(before, DatabaseCopy.run(derby, postgres, known()));
            history.requireComplete();
        }
    }

    @Test
    void aTableThatNobodyKnowsIsNotLeftBehindInSilence(@TempDir Path data) throws Exception {
        cluster.describe(data, "derby");
        try (var derby = filledDerby(data);
                var postgres = new PostgresProvider().open(data)) {
            execute(derby, "CREATE TABLE plugin_thing (id INTEGER)");
            var failure = assertThrows(IOException.class, () -> DatabaseCopy.run(derby, postgres, known()));
            assertTrue(failure.getMessage().contains("plugin_thing"), failure.getMessage());
            assertThrows(SchemaMismatchException.class, new SchemaHistory(postgres.dataSource())::requireComplete);
        }
    }

    static OpenDatabase filledDerby(Path data) throws Exception {
        var derby = new DerbyProvider().open(data);
        new Stores(derby.dataSource()).fill();
        return derby;
    }

    static Map<String, List<Migration>> known() throws IOException {
        return Map.of(Stores.BUNDLE, Stores.ownMigrations());
    }

    static Map<String, Sums.Sum> sums(OpenDatabase database) throws Exception {
        var sums = new Sums();
        try (var connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            DatabaseRows.visit(connection, sums);
            connection.rollback();
        }
        return sums.tables();
    }

    private static void execute(OpenDatabase database, String sql) throws Exception {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Breaks off at the first row of a table. */
    private static final class Stumbling implements RowVisitor {
        private final String at;
        private String current = "";

        Stumbling(String at) {
            this.at = at;
        }

        @Override
        public void table(Table table) {
            current = table.name();
        }

        @Override
        public void row(List<Object> values) throws IOException {
            if (current.equals(at)) {
                throw new IOException("interrupted");
            }
        }

        @Override
        public void end(Table table) {}
    }
}
