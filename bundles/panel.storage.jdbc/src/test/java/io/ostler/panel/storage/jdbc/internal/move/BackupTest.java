package io.ostler.panel.storage.jdbc.internal.move;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.storage.derby.internal.DerbyProvider;
import io.ostler.panel.storage.jdbc.internal.secret.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A panel's own state into one file and back, and what is refused. */
@Tag("slow")
class BackupTest {
    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    @TempDir
    private Path above;

    private Path data;
    private Path file;
    private Map<String, Sums.Sum> rows;

    @BeforeEach
    void make() throws Exception {
        data = panel("data", "identity of one panel");
        file = above.resolve("panel.backup");
        try (var derby = DatabaseCopyTest.filledDerby(data)) {
            rows = new HashMap<>(DatabaseCopyTest.sums(derby));
            BackupWriter.write(
                    data,
                    file,
                    PASSPHRASE,
                    "1",
                    visitor -> derby.readConsistently(above, c -> DatabaseRows.visit(c, visitor)));
        }
    }

    @Test
    void everythingButSessionsComesBackOnAnotherMachine() throws Exception {
        var fresh = above.resolve("fresh");
        restore(fresh, file, PASSPHRASE);

        try (var restored = new DerbyProvider().open(fresh)) {
            var found = new HashMap<>(DatabaseCopyTest.sums(restored));
            assertEquals(0, found.remove("ostler_session").rows());
            rows.remove("ostler_session");
            assertEquals(rows, found);
        }
        assertEquals("identity of one panel", Files.readString(fresh.resolve("panel/identity/panel.key")));
        assertEquals(
                Files.readString(data.resolve("panel/secrets.key")),
                Files.readString(fresh.resolve("panel/secrets.key")));
        assertFalse(new String(Files.readAllBytes(file)).contains("identity of one panel"));
    }

    @Test
    void theRunningPanelGivesItsRowsWhileOthersWrite() throws Exception {
        var online = above.resolve("online.backup");
        var stop = new AtomicBoolean();
        var wrote = new CountDownLatch(1);
        try (var derby = new DerbyProvider().open(data)) {
            var door = new RowsDoor(data, derby);
            var writer = Thread.ofPlatform().start(() -> write(derby.dataSource(), stop, wrote));
            wrote.await();
            BackupWriter.write(data, online, PASSPHRASE, "1", visitor -> RowsDoor.visit(data, visitor));
            stop.set(true);
            writer.join();
            door.close();
        }
        assertThrows(Refused.class, () -> RowsDoor.visit(data, new Sums()));
        restore(above.resolve("fresh"), online, PASSPHRASE);
    }

    private static void write(javax.sql.DataSource source, AtomicBoolean stop, CountDownLatch wrote) {
        try (var connection = source.getConnection();
                var insert = connection.prepareStatement("INSERT INTO ostler_setting VALUES (?, 'x')")) {
            for (int i = 0; !stop.get(); i++) {
                insert.setString(1, "written meanwhile " + i);
                insert.executeUpdate();
                wrote.countDown();
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDatabaseWithTablesIsNotOverwritten() throws Exception {
        refused(data, file, PASSPHRASE, "holds tables");
        try (var derby = new DerbyProvider().open(data)) {
            assertEquals(rows, DatabaseCopyTest.sums(derby));
        }
    }

    @Test
    void withoutKeysOrWithAnotherPassphraseNothingIsRestored() throws Exception {
        refused(above.resolve("fresh"), file, null, "keys are needed");
        refused(above.resolve("fresh"), file, "another horse".toCharArray(), "passphrase");
        assertFalse(Files.exists(above.resolve("fresh/panel")));
    }

    @Test
    void anotherPanelsBackupIsRefused() throws Exception {
        refused(panel("other", "identity of another panel"), file, PASSPHRASE, "another panel");
    }

    @Test
    void whatWasChangedIsRefusedBeforeAnythingIsRestored() throws Exception {
        for (var name : new String[] {"rows", "keys", "backup.properties", "seal"}) {
            var entries = entries();
            entries.get(name)[entries.get(name).length - 1] ^= 1;
            var changed = zip(entries);
            assertThrows(Refused.class, () -> restore(above.resolve("fresh"), changed, PASSPHRASE), name);
            assertFalse(Files.exists(above.resolve("fresh/panel")), name);
        }
    }

    @Test
    void filesThatAreNoBackupAreRefused() throws Exception {
        var entries = entries();
        entries.put("../../outside", new byte[] {1});
        refused(above.resolve("fresh"), zip(entries), PASSPHRASE, "not a backup");

        var half = above.resolve("half");
        var bytes = Files.readAllBytes(file);
        Files.write(half, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        refused(above.resolve("fresh"), half, PASSPHRASE, "not a backup");
    }

    @Test
    void aFileIsNeverReplacedAndNoDraftStays() throws Exception {
        assertThrows(
                Refused.class,
                () -> BackupWriter.write(data, file, null, "1", visitor -> {
                    throw new IOException("not reached");
                }));
        var other = above.resolve("other.backup");
        assertThrows(
                IOException.class,
                () -> BackupWriter.write(data, other, null, "1", visitor -> {
                    throw new IOException("the panel went away");
                }));
        try (var files = Files.list(above)) {
            assertTrue(files.noneMatch(f -> f.getFileName().toString().startsWith("other")));
        }
    }

    @Test
    void aBackupOpensAfterTheKeysWereRotated() throws Exception {
        new KeyFile(data).rotate();
        var moved = above.resolve("moved");
        Files.createDirectories(moved.resolve("panel/identity"));
        Files.copy(data.resolve("panel/secrets.key"), moved.resolve("panel/secrets.key"));
        Files.copy(data.resolve("panel/identity/panel.key"), moved.resolve("panel/identity/panel.key"));
        restore(moved, file, null);
    }

    private Path panel(String name, String identity) throws IOException {
        var folder = above.resolve(name);
        Files.createDirectories(folder.resolve("panel/identity"));
        Files.writeString(folder.resolve("panel/identity/panel.key"), identity);
        new KeyFile(folder).ring();
        return folder;
    }

    private static void restore(Path into, Path file, char[] passphrase) throws Exception {
        Restore.run(into, file, passphrase, new DerbyProvider(), DatabaseCopyTest.known());
    }

    private static void refused(Path into, Path file, char[] passphrase, String words) {
        var refused = assertThrows(Refused.class, () -> restore(into, file, passphrase));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    private Map<String, byte[]> entries() throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        var changed = Files.createTempFile(above, "changed", ".backup");
        try (var zip = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return changed;
    }
}
