package io.ostler.panel.storage.jdbc.internal.move;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.storage.DatabaseProvider;
import io.ostler.panel.api.storage.OpenDatabase;
import io.ostler.panel.storage.derby.internal.DerbyProvider;
import io.ostler.panel.storage.jdbc.internal.SchemaHistory;
import io.ostler.panel.storage.jdbc.internal.SchemaHistory.SchemaMismatchException;
import io.ostler.panel.storage.jdbc.internal.secret.KeyFile;
import io.ostler.panel.storage.postgres.internal.PostgresProvider;
import io.ostler.testkit.postgres.PostgresCluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at steps of a copy and of a restore, from the first thing that is done in the target to the last: the
 * source stays as it is, the beginning of a target is never taken for the whole, and the same command run again makes it.
 */
@Tag("slow")
class KilledMoveTest {
    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    @TempDir
    Path above;

    @Test
    void aCopyToDerbyIsWholeOrMadeAnew() throws Exception {
        killedCopies(DerbyProvider.class, Files::createDirectories, last -> List.of(last / 2, last));
    }

    @Test
    void aCopyToPostgresIsWholeOrMadeAnew() throws Exception {
        try (var cluster = PostgresCluster.start()) {
            killedCopies(
                    PostgresProvider.class,
                    folder -> cluster.describe(folder, "postgres"),
                    last -> List.of(1, 2, 3, last / 3, last * 2 / 3, last - 1, last));
        }
    }

    @Test
    void aRestoreIsWholeOrMadeAnew() throws Exception {
        var data = above.resolve("data");
        Files.createDirectories(data.resolve("panel/identity"));
        Files.writeString(data.resolve("panel/identity/panel.key"), "identity");
        new KeyFile(data).ring();
        var file = above.resolve("panel.backup");
        var rows = new HashMap<String, Sums.Sum>();
        try (var derby = DatabaseCopyTest.filledDerby(data)) {
            rows.putAll(DatabaseCopyTest.sums(derby));
            BackupWriter.write(
                    data,
                    file,
                    PASSPHRASE,
                    "1",
                    visitor -> derby.readConsistently(above, c -> DatabaseRows.visit(c, visitor)));
        }
        rows.remove("ostler_session");
        killed(
                "restore",
                DerbyProvider.class,
                file,
                Files::createDirectories,
                target -> {
                    Restore.run(target, file, PASSPHRASE, new DerbyProvider(), DatabaseCopyTest.known());
                    assertNotNull(KeyFiles.in(target));
                },
                last -> List.of(last * 2 / 3, last),
                rows);
    }

    /** Makes a place for a target. */
    private interface Place {
        void make(Path folder) throws Exception;
    }

    private interface Again {
        void run(Path target) throws Exception;
    }

    private void killedCopies(Class<? extends DatabaseProvider> kind, Place place, IntFunction<List<Integer>> steps)
            throws Exception {
        var data = above.resolve("data");
        Map<String, Sums.Sum> rows;
        try (var derby = DatabaseCopyTest.filledDerby(data)) {
            rows = DatabaseCopyTest.sums(derby);
        }
        killed(
                "copy",
                kind,
                data,
                place,
                target -> {
                    try (var from = new DerbyProvider().open(data);
                            var to = provider(kind).open(target)) {
                        assertEquals(rows, DatabaseCopyTest.sums(from));
                        DatabaseCopy.run(from, to, DatabaseCopyTest.known());
                    }
                },
                steps,
                rows);
    }

    /** @param steps at which, of so many */
    private void killed(
            String what,
            Class<? extends DatabaseProvider> kind,
            Path from,
            Place place,
            Again again,
            IntFunction<List<Integer>> steps,
            Map<String, Sums.Sum> rows)
            throws Exception {
        var whole = above.resolve("whole");
        place.make(whole);
        int last = kill(what, kind, from, whole, Integer.MAX_VALUE);
        assertSame(rows, kind, whole);
        for (int step : steps.apply(last)) {
            var target = above.resolve("target" + step);
            place.make(target);
            assertEquals(step, kill(what, kind, from, target, step));
            try (var cut = provider(kind).open(target)) {
                if (step > 1) {
                    assertThrows(SchemaMismatchException.class, new SchemaHistory(cut.dataSource())::requireComplete);
                }
            }
            again.run(target);
            assertSame(rows, kind, target);
        }
        // Nothing was left undone at the very end: a second one is refused and changes nothing.
        assertThrows(Refused.class, () -> again.run(whole));
        assertSame(rows, kind, whole);
    }

    private static void assertSame(Map<String, Sums.Sum> rows, Class<? extends DatabaseProvider> kind, Path target)
            throws Exception {
        try (var database = provider(kind).open(target)) {
            new SchemaHistory(database.dataSource()).requireComplete();
            var found = new HashMap<>(DatabaseCopyTest.sums(database));
            if (!rows.containsKey("ostler_session")) {
                assertEquals(0, found.remove("ostler_session").rows());
            }
            assertEquals(rows, found);
        }
    }

    private static DatabaseProvider provider(Class<? extends DatabaseProvider> kind) throws Exception {
        return kind.getConstructor().newInstance();
    }

    /** Runs it in a process of its own, which is killed before that step; says how many steps there were. */
    private static int kill(String what, Class<? extends DatabaseProvider> kind, Path from, Path target, int step)
            throws Exception {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Moving.class.getName(),
                        what,
                        kind.getName(),
                        from.toString(),
                        target.toString(),
                        Integer.toString(step))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var says = process.inputReader()) {
            var line = says.readLine();
            while (line != null && !line.startsWith("step ")) {
                line = says.readLine();
            }
            assertNotNull(line, "it ended by itself");
            return Integer.parseInt(line.substring(5));
        } finally {
            process.toHandle().destroyForcibly();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        }
    }

    /** Copies or restores, and stops for good before one step in the target, or after the last; says which. */
    static final class Moving {
        private static final Set<Class<?>> WATCHED = Set.of(
                OpenDatabase.class, DataSource.class, Connection.class, Statement.class, PreparedStatement.class);
        private static final AtomicInteger STEPS = new AtomicInteger();

        public static void main(String[] arguments) throws Exception {
            int step = Integer.parseInt(arguments[4]);
            var from = Path.of(arguments[2]);
            var target = Path.of(arguments[3]);
            var into = watch(
                    DatabaseProvider.class,
                    (DatabaseProvider)
                            Class.forName(arguments[1]).getConstructor().newInstance(),
                    step);
            if (arguments[0].equals("restore")) {
                Restore.run(target, from, PASSPHRASE, into, DatabaseCopyTest.known());
            } else {
                try (var source = new DerbyProvider().open(from);
                        var opened = into.open(target)) {
                    DatabaseCopy.run(source, opened, DatabaseCopyTest.known());
                }
            }
            stop(STEPS.get());
        }

        @SuppressWarnings("unchecked")
        private static <T> T watch(Class<T> type, T watched, int step) {
            return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                var name = method.getName();
                if ((name.startsWith("execute") && !name.equals("executeQuery") || name.equals("commit"))
                        && STEPS.incrementAndGet() == step) {
                    stop(step);
                }
                try {
                    var result = method.invoke(watched, values);
                    return result != null && WATCHED.contains(method.getReturnType())
                            ? watch((Class<Object>) method.getReturnType(), result, step)
                            : result;
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        }

        private static void stop(int step) throws InterruptedException {
            System.out.println("step " + step);
            Thread.sleep(TimeUnit.MINUTES.toMillis(10));
        }
    }
}
