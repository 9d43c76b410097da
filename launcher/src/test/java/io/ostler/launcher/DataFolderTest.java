package io.ostler.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path above;

    @Test
    void lookingWritesNothing() throws StartRefused {
        Path path = above.resolve("a/b");

        DataFolder.look(path, Kind.PANEL).close();

        assertFalse(Files.exists(above.resolve("a")));
    }

    @Test
    void claimingMakesItOursAndForItsOwnerAlone() throws StartRefused, IOException {
        Path path = above.resolve("data");

        try (DataFolder folder = DataFolder.look(path, Kind.PANEL)) {
            folder.claim("process 1");

            assertTrue(Files.readString(path.resolve("ostler.data")).contains("kind = panel"));
            assertEquals("process 1\n", Files.readString(path.resolve("lock")));
            assertEquals(
                    "[OWNER_EXECUTE, OWNER_READ, OWNER_WRITE]",
                    Files.getPosixFilePermissions(path).stream()
                            .map(Enum::name)
                            .sorted()
                            .toList()
                            .toString());
        }
    }

    @Test
    void aFolderInUseSaysByWhom() throws StartRefused {
        Path path = above.resolve("data");
        try (DataFolder folder = DataFolder.look(path, Kind.PANEL)) {
            folder.claim("process 4711 (Ostler panel)");

            var refused = assertThrows(StartRefused.class, () -> DataFolder.look(path, Kind.PANEL));
            assertTrue(refused.getMessage().contains("in use by process 4711 (Ostler panel)"), refused.getMessage());
        }
        DataFolder.look(path, Kind.PANEL).close();
    }

    @Test
    void theDatabaseMayBeChosenBeforeTheFirstStart() throws StartRefused, IOException {
        Files.createDirectories(above.resolve("panel/identity"));
        Files.writeString(above.resolve("panel/database.cfg"), "storage = postgres\n");
        Files.writeString(above.resolve("panel/secrets.key"), "x");
        DataFolder.look(above, Kind.PANEL).close();

        Files.writeString(above.resolve("panel/somebody's"), "x");
        assertThrows(StartRefused.class, () -> DataFolder.look(above, Kind.PANEL));
    }

    @Test
    void aMachineMayEnrolBeforeItsFirstStart() throws StartRefused, IOException {
        Files.createDirectories(above.resolve("daemon/identity"));
        Files.writeString(above.resolve("daemon/identity/panel.json"), "{}");
        DataFolder.look(above, Kind.DAEMON).close();

        Files.createDirectory(above.resolve("daemon/somebody's"));
        assertThrows(StartRefused.class, () -> DataFolder.look(above, Kind.DAEMON));
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws IOException {
        Files.writeString(above.resolve("holiday.jpg"), "x");

        var refused = assertThrows(StartRefused.class, () -> DataFolder.look(above, Kind.PANEL));

        assertTrue(refused.getMessage().contains("not empty and holds no data of Ostler"));
        assertFalse(Files.exists(above.resolve("lock")));
    }

    @Test
    void anEmptyFolderServes() throws StartRefused, IOException {
        Files.createDirectory(above.resolve("lost+found"));

        try (DataFolder folder = DataFolder.look(above, Kind.DAEMON)) {
            folder.claim("me");
        }

        assertTrue(Files.exists(above.resolve("ostler.data")));
    }

    @Test
    void anotherDistributionsFolderIsRefused() throws StartRefused {
        try (DataFolder folder = DataFolder.look(above, Kind.PANEL)) {
            folder.claim("me");
        }

        var refused = assertThrows(StartRefused.class, () -> DataFolder.look(above, Kind.DAEMON));

        assertTrue(refused.getMessage().contains("belongs to the distribution panel, this is daemon"));
    }

    @Test
    void aNewerFormatIsNotTouched() throws IOException {
        Files.writeString(above.resolve("ostler.data"), "kind = panel\nformat = 99\n");

        var refused = assertThrows(StartRefused.class, () -> DataFolder.look(above, Kind.PANEL));

        assertTrue(refused.getMessage().contains("newer Ostler"));
    }

    @Test
    void aBrokenMarkerIsNotGuessed() throws IOException {
        Files.writeString(above.resolve("ostler.data"), "kind = castle");

        assertThrows(StartRefused.class, () -> DataFolder.look(above, Kind.PANEL));
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(above.resolve("data"), "x");

        var refused = assertThrows(StartRefused.class, () -> DataFolder.look(file, Kind.PANEL));

        assertTrue(refused.getMessage().contains("is not a folder"));
    }

    @Test
    void whatACutOffFirstStartLeftIsNoObstacle() throws StartRefused, IOException {
        Files.writeString(above.resolve("lock"), "");
        Files.writeString(above.resolve("ostler.data.new"), "kind = pa");

        try (DataFolder folder = DataFolder.look(above, Kind.PANEL)) {
            folder.claim("me");
        }

        assertTrue(Files.readString(above.resolve("ostler.data")).contains("format = 1"));
    }
}
