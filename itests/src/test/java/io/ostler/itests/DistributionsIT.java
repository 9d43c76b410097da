package io.ostler.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each distribution starts from its archive, answers, and stops when asked. */
class DistributionsIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "panel, /api/v1/setup",
        "daemon, /daemon/v1/ping",
        "standalone, /api/v1/setup",
        "standalone, /daemon/v1/ping"
    })
    void startsAnswersAndStopsInOrder(String kind, String path) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (var server = new DistributionProcess.Launch(Distributions.home(kind), data).start()) {
            server.awaitAnswer(path);

            assertEquals(0, server.terminate(), server.output());
        }
        String log = log(data);
        assertFalse(log.contains(" ERROR "), log);
    }

    @Test
    void thePanelTellsHowToFinishSetUp() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (var server = new DistributionProcess.Launch(Distributions.home("panel"), data).start()) {
            server.awaitAnswer("/api/v1/setup");
            String code = Files.readString(data.resolve("setup-code")).strip();

            await(server, "Ostler is ready: http://127.0.0.1:" + server.port());
            await(server, code);
        }
    }

    @Test
    void thePageOfTheConsoleIsServed() throws IOException, InterruptedException {
        try (var server =
                new DistributionProcess.Launch(Distributions.home("standalone"), folder.resolve("data")).start()) {
            server.awaitAnswer("/");

            assertTrue(server.get("/").body().contains("<html"), server.get("/").body());
        }
    }

    private static void await(DistributionProcess server, String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!server.output().contains(text)) {
            assertTrue(System.nanoTime() < end, "never said " + text + ": " + server.output());
            Thread.sleep(50);
        }
    }

    private static String log(Path data) throws IOException {
        return Files.readString(data.resolve("log/ostler.0.log"));
    }
}
