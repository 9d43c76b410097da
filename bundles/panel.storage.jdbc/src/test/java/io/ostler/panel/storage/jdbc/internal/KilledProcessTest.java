package io.ostler.panel.storage.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.storage.DatabaseProvider;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.storage.derby.internal.DerbyProvider;
import io.ostler.panel.storage.postgres.internal.PostgresProvider;
import io.ostler.testkit.postgres.PostgresCluster;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kill -9} leaves: every acknowledged write, and each migration either done or not begun. */
@Tag("slow")
class KilledProcessTest {
    private static final int ACKNOWLEDGED = 10_000;
    /** More than there are connections: as many as the database takes are under way at any moment. */
    private static final int WRITERS = 16;

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedWriteSurvivesInDerby() throws Exception {
        everyAcknowledgedWriteSurvives(new DerbyProvider());
    }

    @Test
    void everyAcknowledgedWriteSurvivesInPostgres() throws Exception {
        try (var cluster = PostgresCluster.start()) {
            cluster.describe(folder, "postgres");
            everyAcknowledgedWriteSurvives(new PostgresProvider());
        }
    }

    private void everyAcknowledgedWriteSurvives(DatabaseProvider provider) throws Exception {
        var acknowledged = new ArrayList<String>();
        var writer = start(Writer.class, folder.toString(), provider.getClass().getName());
        try (var says = writer.inputReader()) {
            acknowledged.add(says.readLine());
            long begin = System.nanoTime();
            while (acknowledged.size() < ACKNOWLEDGED) {
                acknowledged.add(says.readLine());
            }
            long nanos = System.nanoTime() - begin;
            kill(writer);
            System.out.printf(
                    "%s: %,d writes a second were acknowledged before the kill%n",
                    provider.getClass().getSimpleName(), ACKNOWLEDGED * TimeUnit.SECONDS.toNanos(1) / nanos);
            says.lines().filter(line -> line.endsWith(".")).forEach(acknowledged::add);
        } finally {
            kill(writer);
        }
        try (var database = provider.open(folder)) {
            var users = new JdbcUserStore(new Stores(database.dataSource()).database());
            for (var line : acknowledged) {
                var id = new UserId(line.substring(0, line.length() - 1));
                assertTrue(users.find(id).isPresent(), () -> "lost: " + id);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT INTO thing VALUES (2)", "INSERT INTO ostler_migration", "commit", "committed"})
    void aMigrationIsDoneOrNotBegun(String moment) throws Exception {
        var migrating = start(Migrating.class, folder.toString(), moment);
        try (var says = migrating.inputReader()) {
            assertEquals("at " + moment, says.readLine());
        } finally {
            kill(migrating);
        }
        try (var database = Stores.derby(folder)) {
            boolean done = "committed".equals(moment);
            assertEquals(
                    done ? 0 : 1, new SchemaHistory(database.dataSource()).migrate("plugin", Migrating.MIGRATIONS));
            assertEquals(3, count(database.dataSource()));
        }
    }

    private static Process start(Class<?> program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void kill(Process process) throws InterruptedException {
        // By the handle: the process's own method would also close the stream that we still read.
        process.toHandle().destroyForcibly();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }

    private static int count(DataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM thing")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Writes accounts from several threads and prints each identity after the store acknowledged it. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            var provider = (DatabaseProvider)
                    Class.forName(arguments[1]).getConstructor().newInstance();
            var users = new JdbcUserStore(
                    new Stores(provider.open(Path.of(arguments[0])).dataSource()).database());
            for (int i = 0; i < WRITERS; i++) {
                Thread.ofPlatform().name("writer-" + i).start(() -> write(users));
            }
        }

        private static void write(JdbcUserStore users) {
            while (true) {
                var id = UserId.create();
                users.insert(new UserRecord(id, id.value(), RoleId.USER, false, "hash", Instant.now(), null));
                System.out.println(id + ".");
            }
        }
    }

    /** Migrates and stops for good at one moment, saying so. */
    static final class Migrating {
        static final List<Migration> MIGRATIONS = List.of(Migration.of(
                "V1__thing.sql",
                "CREATE TABLE thing (id INTEGER NOT NULL PRIMARY KEY); INSERT INTO thing VALUES (1);"
                        + " INSERT INTO thing VALUES (2); INSERT INTO thing VALUES (3)"));

        public static void main(String[] arguments) throws Exception {
            var source = Stores.derby(Path.of(arguments[0])).dataSource();
            var moment = arguments[1];
            var watched = watch(DataSource.class, source, moment);
            new SchemaHistory(watched).migrate("plugin", MIGRATIONS);
        }

        @SuppressWarnings("unchecked")
        private static <T> T watch(Class<T> type, T target, String moment) {
            return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                var first = values != null && values.length > 0 && values[0] instanceof String text
                        ? text
                        : method.getName();
                if (first.startsWith(moment)) {
                    stopHere(moment);
                }
                try {
                    var result = method.invoke(target, values);
                    if (method.getName().equals("commit") && "committed".equals(moment)) {
                        stopHere(moment);
                    }
                    return result instanceof Connection connection
                            ? watch(Connection.class, connection, moment)
                            : result instanceof Statement statement
                                            && method.getName().equals("createStatement")
                                    ? watch(Statement.class, statement, moment)
                                    : result;
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        }

        private static void stopHere(String moment) throws InterruptedException {
            System.out.println("at " + moment);
            Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        }
    }
}
