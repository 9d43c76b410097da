package io.ostler.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRecoveryTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path panel;

    @Test
    void theFileHoldsNameHashAndEndForItsOwnerAlone() throws StartRefused, IOException {
        var told = AccountRecovery.make(panel, "Anna Lind", NOW);

        var file = panel.resolve("recovery");
        var lines = Files.readAllLines(file);
        assertEquals("Anna Lind", lines.get(0));
        assertTrue(lines.get(1).matches("[0-9a-f]{64}"), lines.get(1));
        assertEquals("2026-01-31T13:00:00Z", lines.get(2));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(told.matches("(?s).*/recover#code=[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}\n.*"), told);
    }

    @Test
    void theCodeItselfIsNotKeptAndTheNextOneReplacesIt() throws StartRefused, IOException {
        var code = AccountRecovery.make(panel, "Anna", NOW).replaceAll("(?s).*#code=(\\S+).*", "$1");
        var first = Files.readString(panel.resolve("recovery"));
        assertFalse(first.contains(code) || first.contains(code.replace("-", "")));

        AccountRecovery.make(panel, "Anna", NOW);

        assertFalse(Files.readString(panel.resolve("recovery")).equals(first));
        try (var files = Files.list(panel)) {
            assertEquals(
                    List.of("recovery"),
                    files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
    void whatIsNoNameIsRefusedAndWritesNothing(String name) throws IOException {
        assertThrows(StartRefused.class, () -> AccountRecovery.make(panel, name, NOW));
        try (var files = Files.list(panel)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void aFolderThatCantBeWrittenIsTold() {
        var refused =
                assertThrows(StartRefused.class, () -> AccountRecovery.make(panel.resolve("missing"), "Anna", NOW));
        assertTrue(refused.getMessage().contains("can't be written"), refused.getMessage());
    }

    @Test
    void theDataFolderMayStandAnywhereAmongTheWords() throws StartRefused {
        var words = new ArrayList<>(List.of("--data", "/srv/ostler", "Anna"));
        assertEquals(Path.of("/srv/ostler"), Options.takeData(words, Kind.PANEL));
        assertEquals(List.of("Anna"), words);
    }
}
