package io.ostler.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.itests.files.door.Rest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for the panel's own state, as a person types them. */
class StorageIT {
    private static final String PASSWORD = "quiet-harbour-lights-9";

    @TempDir
    private Path above;

    @Test
    void aBackupOfARunningPanelIsRestoredAndItsAdministratorSignsIn() throws Exception {
        var data = above.resolve("data");
        var backup = above.resolve("panel.backup").toString();
        var passphrase = Files.writeString(above.resolve("passphrase"), "correct horse\n")
                .toString();
        try (var panel = start(data)) {
            new Rest("http://127.0.0.1:" + panel.port())
                    .setUp(Files.readString(data.resolve("setup-code")).strip(), "admin", PASSWORD);
            succeeds(data, "backup", backup, "--passphrase-file", passphrase);
            succeeds(data, "secrets", "rotate");
            refused(data, "is in use by", "restore", backup, "--passphrase-file", passphrase);
            refused(data, "is in use by", "db", "copy", "--to", "postgres");
            assertEquals(0, panel.terminate());
        }
        refused(data, "holds tables", "restore", backup, "--passphrase-file", passphrase);
        succeeds(data, "db", "check");
        succeeds(data, "backup", backup + ".2");

        var fresh = above.resolve("fresh");
        succeeds(fresh, "restore", backup, "--passphrase-file", passphrase);
        try (var panel = start(fresh)) {
            new Rest("http://127.0.0.1:" + panel.port())
                    .signIn("admin", PASSWORD)
                    .get("/api/v1/nodes")
                    .ok();
        }
    }

    private static DistributionProcess start(Path data) throws Exception {
        return new DistributionProcess.Launch(Distributions.home("panel"), data)
                .start()
                .awaitAnswer("/api/v1/setup");
    }

    private void succeeds(Path data, String... words) throws IOException, InterruptedException {
        var output = above.resolve("output");
        assertEquals(0, run(data, output, words), () -> read(output));
    }

    private void refused(Path data, String why, String... words) throws IOException, InterruptedException {
        var output = above.resolve("output");
        assertEquals(1, run(data, output, words), () -> read(output));
        var said = read(output);
        assertTrue(said.contains(why), said);
        assertEquals(1, said.lines().filter(line -> line.startsWith("ostler: ")).count(), said);
    }

    private static int run(Path data, Path output, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Distributions.home("panel").resolve("bin/ostler").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> read(output));
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
