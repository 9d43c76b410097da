package io.ostler.launcher.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.launcher.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledToolsTest {
    @TempDir
    private Path folder;

    @Test
    void missingToolsAreNamedWithTheirPackages() throws IOException {
        install("sh", "stty", "mkfifo");

        var refused = assertThrows(StartRefused.class, () -> new InstalledTools("/nowhere:" + folder).check());

        assertEquals(
                "The tools script, setsid are missing on PATH. Install with: apt-get install bsdutils util-linux.",
                refused.getMessage());
    }

    @Test
    void allToolsTogetherPass() throws IOException {
        install("sh", "stty", "mkfifo", "script", "setsid");

        assertDoesNotThrow(() -> new InstalledTools(folder.toString()).check());
    }

    private void install(String... tools) throws IOException {
        for (String tool : tools) {
            Path file = Files.createFile(folder.resolve(tool));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
