package io.ostler.panel.storage.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {

    @Test
    void theFileNameHoldsVersionAndName() {
        var migration = Migration.of("V012__add_colours.sql", "A; B;");
        assertEquals(12, migration.version());
        assertEquals("add_colours", migration.name());
        assertEquals(List.of("A", "B"), migration.statements());
    }

    @Test
    void anotherFileNameIsRefusedByName() {
        for (var name : List.of("colours.sql", "V1_colours.sql", "Vx__a.sql", "V1__.sql", "V99999999999__a.sql")) {
            var refused = assertThrows(IllegalArgumentException.class, () -> Migration.of(name, "A"));
            assertTrue(refused.getMessage().contains(name));
        }
    }

    @Test
    void aFileWithoutStatementsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Migration.of("V1__a.sql", "-- nothing"));
    }

    @Test
    void commentsAndLineEndsDontChangeTheChecksumButStatementsDo() {
        var checksum = Migration.of("V1__a.sql", "A\n1; B").checksum();
        assertEquals(checksum, Migration.of("V1__a.sql", "-- more\nA\r\n1;\nB;").checksum());
        assertNotEquals(checksum, Migration.of("V1__a.sql", "A\n1; C").checksum());
    }

    @Test
    void aFolderIsReadInTheOrderOfItsVersions(@TempDir Path folder) throws Exception {
        var read = MigrationFolder.read(files(folder, "V10__c.sql", "V2__b.sql", "V1__a.sql"));
        assertEquals(List.of(1, 2, 10), read.stream().map(Migration::version).toList());
    }

    @Test
    void twoFilesOfOneVersionAreRefused(@TempDir Path folder) {
        assertThrows(
                IllegalArgumentException.class, () -> MigrationFolder.read(files(folder, "V1__a.sql", "V01__b.sql")));
    }

    private static List<URL> files(Path folder, String... names) throws Exception {
        var files = new ArrayList<URL>();
        for (var name : names) {
            files.add(Files.writeString(folder.resolve(name), "A").toUri().toURL());
        }
        return files;
    }
}
