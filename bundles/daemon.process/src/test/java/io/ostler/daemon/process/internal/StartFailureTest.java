package io.ostler.daemon.process.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.daemon.process.internal.system.Tools;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.testkit.instance.InstanceFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that can't succeed leave nothing behind and say why. */
class StartFailureTest {

    private static final List<String> SLEEP = List.of("/bin/sleep", "100");

    @TempDir
    Path root;

    @Test
    void aMissingToolIsNamed() throws Exception {
        var tools = Tools.find("/no/such/folder", "");
        assertFalse(tools.canRun());
        assertFalse(tools.canGiveTerminals());
        var type = new ProcessInstanceType(tools, root.resolve("exits"));
        try {
            var folders = new InstanceFolders(root);
            var error = assertThrows(
                    OstlerException.class, () -> type.start(folders.context("process", SLEEP, false, Map.of())));
            assertEquals(ErrorCode.START_FAILED, error.code());
            assertEquals("TOOL_MISSING", error.parameters().get("reason"));
            var refused = assertThrows(
                    OstlerException.class,
                    () -> type.validate(
                            folders.context("process", SLEEP, true, Map.of()).definition()));
            assertEquals("terminal", refused.parameters().get("field"));
            assertFalse(type.supportsTerminal());
            assertFalse(type.survivesDaemon());
        } finally {
            type.close();
        }
    }

    @Test
    void aLogThatCannotBeWrittenFailsTheStart() throws Exception {
        var type = new ProcessInstanceType(Tools.find(null), root.resolve("exits"));
        try {
            var folders = new InstanceFolders(root);
            Files.delete(folders.consoleLog());
            Files.createDirectory(folders.consoleLog());
            var context = folders.context("process", SLEEP, false, Map.of());
            var error = assertThrows(OstlerException.class, () -> type.start(context));
            assertEquals(ErrorCode.START_FAILED, error.code());
            assertTrue(type.adopt(context).isEmpty());
        } finally {
            type.close();
        }
    }

    @Test
    void aFullDiskIsCalledSo() throws Exception {
        var disk = Files.createDirectory(root.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=128k", "ostler-test", disk.toString()) == 0,
                "needs root to mount a small disk");
        var type = new ProcessInstanceType(Tools.find(null), root.resolve("exits"));
        try {
            var folders = new InstanceFolders(disk);
            fill(disk.resolve("filler"));
            var context = folders.context("process", SLEEP, false, Map.of());
            var error = assertThrows(OstlerException.class, () -> type.start(context));
            assertEquals(ErrorCode.DISK_FULL, error.code());
            assertTrue(type.adopt(context).isEmpty());
        } finally {
            type.close();
            assertEquals(0, run("umount", disk.toString()));
        }
    }

    private static void fill(Path file) throws Exception {
        run("sh", "-c", "cat /dev/zero > '" + file + "' 2>/dev/null");
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
