package io.ostler.panel.storage.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.storage.jdbc.internal.SchemaHistory.SchemaMismatchException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How tables come and change, run over one kind of database by each subclass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SchemaHistoryContractTest {
    private static final String BUNDLE = "com.example.plugin";
    /** Two at once meet in several ways. */
    private static final int ROUNDS = 30;

    private static final Migration ONE = Migration.of("V1__make.sql", "CREATE TABLE thing (id INTEGER NOT NULL)");
    private static final Migration TWO =
            Migration.of("V2__fill.sql", "INSERT INTO thing VALUES (1); INSERT INTO thing VALUES (2)");
    private static final Migration BROKEN =
            Migration.of("V3__broken.sql", "CREATE TABLE other (id INTEGER); INSERT INTO nowhere VALUES (1)");

    private static final Migration TWO_WITHOUT_ONE = Migration.of("V2__make.sql", "CREATE TABLE thing (id INTEGER)");

    private SchemaHistory history;

    abstract DataSource source();

    @BeforeEach
    void empty() throws Exception {
        for (var table : List.of("thing", "other", "ostler_migration")) {
            try {
                execute("DROP TABLE " + table);
            } catch (SQLException e) {
                // It was not there.
            }
        }
        history = new SchemaHistory(source());
    }

    @Test
    void missingMigrationsAreAppliedOnceAndInOrder() throws Exception {
        assertEquals(1, history.migrate(BUNDLE, List.of(ONE)));
        assertEquals(1, history.migrate(BUNDLE, List.of(ONE, TWO)));
        assertEquals(0, history.migrate(BUNDLE, List.of(ONE, TWO)));
        assertEquals(2, count("thing"));
    }

    @Test
    void eachBundleHasItsOwnHistory() throws Exception {
        history.migrate(BUNDLE, List.of(ONE, TWO));
        var other = Migration.of("V1__make.sql", "CREATE TABLE other (id INTEGER)");
        assertEquals(1, history.migrate("com.example.other", List.of(other)));
        assertEquals(0, history.migrate(BUNDLE, List.of(ONE, TWO)));
    }

    @Test
    void aMigrationThatFailsLeavesNothingOfItself() throws Exception {
        assertThrows(SQLException.class, () -> history.migrate(BUNDLE, List.of(ONE, TWO, BROKEN)));
        assertEquals(2, count("thing"));
        assertThrows(SQLException.class, () -> count("other"));
        var mended = Migration.of("V3__mended.sql", "CREATE TABLE other (id INTEGER)");
        assertEquals(1, history.migrate(BUNDLE, List.of(ONE, TWO, mended)));
    }

    @Test
    void aMigrationThatWasChangedAfterwardsIsRefused() throws Exception {
        history.migrate(BUNDLE, List.of(ONE));
        var changed = Migration.of("V1__make.sql", "CREATE TABLE thing (id BIGINT NOT NULL)");
        var refused = assertThrows(SchemaMismatchException.class, () -> history.migrate(BUNDLE, List.of(changed)));
        assertTrue(refused.getMessage().contains("V1__make"));
    }

    @Test
    void tablesOfANewerVersionAreRefused() throws Exception {
        history.migrate(BUNDLE, List.of(ONE, TWO));
        var refused = assertThrows(SchemaMismatchException.class, () -> history.migrate(BUNDLE, List.of(ONE)));
        assertTrue(refused.getMessage().contains("newer"));
    }

    @Test
    void aMigrationSlippedInBetweenIsRefused() throws Exception {
        history.migrate(BUNDLE, List.of(TWO_WITHOUT_ONE));
        assertThrows(SchemaMismatchException.class, () -> history.migrate(BUNDLE, List.of(ONE, TWO_WITHOUT_ONE)));
    }

    @Test
    void twoThatMigrateAtOnceApplyEachMigrationOnce() throws Exception {
        Callable<Integer> migrate = () -> new SchemaHistory(source()).migrate(BUNDLE, List.of(ONE, TWO));
        try (var executor = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                int applied = 0;
                for (var result : executor.invokeAll(List.of(migrate, migrate))) {
                    applied += result.get();
                }
                assertEquals(2, applied);
                assertEquals(2, count("thing"));
                execute("DROP TABLE thing");
                execute("DROP TABLE ostler_migration");
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String table) throws SQLException {
        try (var connection = source().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
