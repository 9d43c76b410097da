package io.ostler.daemon.instance.internal.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import io.ostler.model.StopAction.SignalName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {

    @TempDir
    Path folder;

    @Test
    void theDefinitionsVariablesStandAboveTheUsualOnes() {
        var environment = ProgramEnvironment.of(
                definition("UTF-8", LineEnd.LF, true, Map.of("LANG", "de_DE.UTF-8", "X", "y")), Path.of("/srv/files"));
        assertEquals("de_DE.UTF-8", environment.get("LANG"));
        assertEquals("y", environment.get("X"));
        assertEquals("/srv/files", environment.get("HOME"));
        assertEquals("xterm-256color", environment.get("TERM"));
        assertEquals(5, environment.size());
    }

    @Test
    void withoutATerminalThereIsNoTerm() {
        var environment = ProgramEnvironment.of(definition("UTF-8", LineEnd.LF, false, Map.of()), Path.of("/srv"));
        assertEquals(
                List.of("HOME", "LANG", "PATH"),
                environment.keySet().stream().sorted().toList());
    }

    @Test
    void linesGetTheLineEndAndTheEncoding() {
        assertBytes("grün\r\n", "UTF-8", InputText.lines("grün", definition("UTF-8", LineEnd.CRLF)));
        assertBytes("grün\n", "ISO-8859-1", InputText.lines("grün", definition("ISO-8859-1", LineEnd.LF)));
        assertBytes("こ\r", "Shift_JIS", InputText.lines("こ", definition("Shift_JIS", LineEnd.CR)));
        assertBytes("x\n", "UTF-16LE", InputText.lines("x", definition("UTF-16LE", LineEnd.LF)));
        assertBytes("x\n", "UTF-16BE", InputText.lines("x", definition("UTF-16", LineEnd.LF)));
    }

    @Test
    void whatTheEncodingDoesNotHaveIsReplaced() {
        assertBytes("?\n", "US-ASCII", InputText.lines("€", definition("US-ASCII", LineEnd.LF)));
        assertBytes("a?", "UTF-8", InputText.keys("a\ud800", definition("UTF-8", LineEnd.LF)));
    }

    @Test
    void keysAreSentAsTheyAre() {
        assertBytes("\u001b[A\r", "UTF-8", InputText.keys("\u001b[A\r", definition("UTF-8", LineEnd.CRLF)));
    }

    @Test
    void aWorkingFolderIsFoundBeneathTheFiles() throws IOException {
        Files.createDirectories(folder.resolve("files/a/b"));
        Files.createSymbolicLink(folder.resolve("files/inside"), Path.of("a/b"));
        Files.createSymbolicLink(folder.resolve("files/outside"), folder);
        Files.createSymbolicLink(folder.resolve("files/up"), Path.of(".."));
        Files.writeString(folder.resolve("files/file"), "");
        var files = folder.resolve("files");
        assertEquals(files.toRealPath(), WorkingFolder.resolve(files, ""));
        assertEquals(files.toRealPath().resolve("a/b"), WorkingFolder.resolve(files, "a/b"));
        assertEquals(files.toRealPath().resolve("a/b"), WorkingFolder.resolve(files, "inside"));
        assertCode(ErrorCode.PATH_OUTSIDE_ROOT, files, "outside");
        assertCode(ErrorCode.PATH_OUTSIDE_ROOT, files, "up");
        assertCode(ErrorCode.NOT_A_FOLDER, files, "file");
        assertCode(ErrorCode.FILE_NOT_FOUND, files, "missing");
        for (var wrong : List.of("..", "a/..", "/", "/etc", "a//b", ".", "a/.", "a\0b")) {
            assertCode(ErrorCode.PATH_INVALID, files, wrong);
        }
    }

    private static void assertCode(ErrorCode code, Path files, String text) {
        assertEquals(
                code,
                assertThrows(OstlerException.class, () -> WorkingFolder.resolve(files, text))
                        .code(),
                text);
    }

    private static void assertBytes(String expected, String encoding, ByteBuffer actual) {
        var bytes = new byte[actual.remaining()];
        actual.get(bytes);
        assertArrayEquals(
                expected.getBytes(Charset.forName(encoding)), bytes, new String(bytes, StandardCharsets.UTF_8));
    }

    private static InstanceDefinition definition(String encoding, LineEnd lineEnd) {
        return definition(encoding, lineEnd, false, Map.of());
    }

    private static InstanceDefinition definition(
            String encoding, LineEnd lineEnd, boolean terminal, Map<String, String> environment) {
        return new InstanceDefinition(
                "x",
                "process",
                List.of("x"),
                "",
                environment,
                terminal,
                new StopAction.Signal(SignalName.TERM),
                Duration.ofSeconds(1),
                encoding,
                lineEnd,
                false,
                FilePolicy.FREE);
    }
}
