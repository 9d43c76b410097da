package io.ostler.daemon.process.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandPathTest {

    @TempDir
    Path folder;

    @Test
    void aBareNameIsLookedUpInThePath() {
        assertEquals("/bin/sh", find("sh", "/no/such:/bin"));
    }

    @Test
    void aRelativeNameStartsAtTheWorkingFolder() throws IOException {
        var program = program("bin/server");
        assertEquals(program.toString(), find("./bin/server", "/bin").replace("/./", "/"));
        assertEquals(program.toString(), find("bin/server", "/bin"));
    }

    @Test
    void aBareNameIsAlsoFoundInTheWorkingFolderButNeverBeforeThePath() throws IOException {
        var program = program("server");
        program("sh");
        assertEquals(program.toString(), find("server", "/bin"));
        assertEquals("/bin/sh", find("sh", "/bin"));
    }

    @Test
    void whatIsNoExecutableFileIsNotFound() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "text");
        for (var name : List.of("notes.txt", "./notes.txt", "no-such-program-here", "/tmp", ".", "a\nb")) {
            var error = assertThrows(OstlerException.class, () -> find(name, "/bin"), name);
            assertEquals(ErrorCode.COMMAND_NOT_FOUND, error.code());
            assertEquals(Map.of("command", name), error.parameters());
        }
    }

    private String find(String name, String searchPath) {
        return CommandPath.resolve(List.of(name, "argument"), folder, searchPath)
                .getFirst();
    }

    private Path program(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
