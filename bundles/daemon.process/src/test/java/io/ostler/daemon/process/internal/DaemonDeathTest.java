package io.ostler.daemon.process.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ostler.daemon.process.internal.system.Tools;
import io.ostler.testkit.instance.Await;
import io.ostler.testkit.instance.InstanceFolders;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon in a Java machine of its own is killed in the middle of a flood. */
class DaemonDeathTest {

    private static final int LINES = 200_000;

    /** Starts one run in the given folders and then never ends. */
    static final class Daemon {
        private Daemon() {}

        public static void main(String[] arguments) throws Exception {
            var folders = InstanceFolders.existing(Path.of(arguments[0]), arguments[1]);
            var type = new ProcessInstanceType(Tools.find(null), Path.of(arguments[0], "exits"));
            type.start(context(folders));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @TempDir
    Path root;

    @Test
    void noLineIsLostAndTheRunIsFoundAgain() throws Exception {
        var folders = new InstanceFolders(root);
        var daemon = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Daemon.class.getName(),
                        root.toString(),
                        folders.id().value())
                .redirectErrorStream(true)
                .redirectOutput(new File(root.toFile(), "daemon.log"))
                .start();
        Await.until("the flood has begun", () -> Files.size(folders.consoleLog()) > 100_000);
        daemon.destroyForcibly().waitFor();

        var type = new ProcessInstanceType(Tools.find(null), root.resolve("exits"));
        try {
            var run = type.adopt(context(folders)).orElseThrow();
            assertFalse(run.exit().isDone() && Files.size(folders.consoleLog()) < 1_000_000);
            assertEquals(21, run.exit().get(60, TimeUnit.SECONDS).status());
        } finally {
            type.close();
        }
        var lines = Files.readAllLines(folders.consoleLog());
        assertEquals(LINES, lines.size());
        for (int i = 0; i < LINES; i++) {
            assertEquals("line " + i, lines.get(i));
        }
    }

    private static io.ostler.daemon.api.instance.LaunchContext context(InstanceFolders folders) {
        return folders.context(
                "process",
                List.of(
                        "/bin/sh",
                        "-c",
                        "i=0; while [ $i -lt " + LINES + " ]; do echo line $i; i=$((i+1)); done; exit 21"),
                false,
                Map.of("PATH", "/usr/bin:/bin"));
    }
}
