package io.ostler.panel.storage.derby.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DerbyDatabaseTest {
    @TempDir
    Path data;

    @Test
    void whatWasWrittenIsThereAfterTheNextStart() throws SQLException {
        try (var database = open()) {
            execute(database, "CREATE TABLE thing (id INT PRIMARY KEY)");
            execute(database, "INSERT INTO thing VALUES (7)");
        }
        try (var database = open()) {
            assertEquals(7, number(database, "SELECT id FROM thing"));
        }
    }

    @Test
    void anOrderlyShutdownLeavesNoLockFile() throws Exception {
        open().close();
        assertFalse(Files.exists(home().resolve("db/db.lck")));
        assertFalse(Files.exists(home().resolve("db.creating")));
    }

    @Test
    void itsLogLiesInTheLogFolder() throws Exception {
        try (var holder = new Holding(data)) {
            assertTrue(Files.exists(data.resolve("log/derby.log")));
        }
    }

    @Test
    void durabilityIsNeverRelaxed() {
        open().close();
        assertEquals(null, System.getProperty("derby.system.durability"));
    }

    @Test
    void aDatabaseInUseByAnotherProcessIsRefusedByName() throws Exception {
        try (var holder = new Holding(data)) {
            var refused = assertThrows(OstlerException.class, this::open);
            assertEquals(ErrorCode.STORAGE_FAILED, refused.code());
            assertEquals("IN_USE", refused.parameters().get("reason"));
            assertTrue(refused.parameters().get("explanation").contains(home().toString()));
        }
        open().close();
    }

    @Test
    void aDamagedDatabaseIsRefusedAndLeftAsItIs() throws Exception {
        open().close();
        var control = home().resolve("db/service.properties");
        Files.writeString(control, "nonsense", StandardOpenOption.TRUNCATE_EXISTING);
        assertDamaged();
        assertEquals("nonsense", Files.readString(control));
    }

    @Test
    void aDatabaseWithoutItsDescriptionIsNotReplacedByAnEmptyOne() throws Exception {
        open().close();
        Files.delete(home().resolve("db/service.properties"));
        assertDamaged();
        assertTrue(Files.exists(home().resolve("db/seg0")));
    }

    @Test
    void aCutOffCreationIsRepeated() throws Exception {
        Files.createDirectories(home().resolve("db/seg0"));
        Files.writeString(home().resolve("db/seg0/c10.dat"), "half");
        Files.createFile(home().resolve("db.creating"));
        try (var database = open()) {
            assertEquals(1, number(database, "VALUES 1"));
        }
        assertFalse(Files.exists(home().resolve("db.creating")));
    }

    @Test
    void aCreationThatGoesOnElsewhereIsNotDisturbed() throws Exception {
        Files.createDirectories(home());
        try (var other = new DerbyCreation(home(), "db")) {
            assertTrue(other.begin());
            Files.createDirectories(home().resolve("db"));
            var refused = assertThrows(OstlerException.class, this::open);
            assertEquals("IN_USE", refused.parameters().get("reason"));
            assertTrue(Files.exists(home().resolve("db")));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsExplained() throws IOException {
        Files.writeString(data.resolve("panel"), "a file where the folder belongs");
        var refused = assertThrows(OstlerException.class, this::open);
        assertEquals(ErrorCode.STORAGE_FAILED, refused.code());
        assertTrue(refused.parameters().get("explanation").contains(home().toString()));
    }

    private void assertDamaged() {
        var refused = assertThrows(OstlerException.class, this::open);
        assertEquals(ErrorCode.STORAGE_FAILED, refused.code());
        assertEquals("DAMAGED", refused.parameters().get("reason"));
    }

    private Path home() {
        return data.resolve("panel");
    }

    private DerbyDatabase open() {
        return DerbyDatabase.open(home(), data.resolve("log"), 4);
    }

    private static void execute(DerbyDatabase database, String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(DerbyDatabase database, String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    /** Has the database open in another process, until closed; then that process is killed. */
    private static final class Holding implements AutoCloseable {
        private final Process process;

        Holding(Path data) throws IOException {
            process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Holder.class.getName(),
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertEquals("open", process.inputReader().readLine());
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        }
    }

    /** Another process that holds the database until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            var data = Path.of(arguments[0]);
            try (var database = DerbyDatabase.open(data.resolve("panel"), data.resolve("log"), 2)) {
                System.out.println("open");
                Thread.sleep(TimeUnit.MINUTES.toMillis(2));
            }
        }
    }
}
