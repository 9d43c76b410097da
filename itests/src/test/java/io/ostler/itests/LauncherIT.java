package io.ostler.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that can't go on says why in one line and leaves everything as it was; a stop loses nothing. */
class LauncherIT {
    private static final String ANSWER = "/daemon/v1/ping";

    @TempDir
    private Path folder;

    private final Path home = Distributions.home("daemon");

    @Test
    void aSecondStartSaysWhoHoldsTheDataFolder() throws IOException, InterruptedException {
        try (var first = launch().start().awaitAnswer(ANSWER)) {
            try (var second = launch().port(first.port()).start()) {
                assertRefused(second, "in use by process " + first.pid(), "Stop that one");
            }
            assertEquals(200, first.get(ANSWER).statusCode());
        }
    }

    @Test
    void aBusyPortIsNamed() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var server = launch().port(taken.getLocalPort()).start()) {
            assertRefused(server, "port " + taken.getLocalPort() + " is in use", "--port");
        }
        assertFalse(Files.exists(data()));
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws IOException, InterruptedException {
        Files.createDirectories(data());
        Files.writeString(data().resolve("thesis.tex"), "years of work");
        List<String> before = Folders.inventory(data());

        try (var server = launch().start()) {
            assertRefused(server, "holds no data of Ostler", "--data");
        }
        assertEquals(before, Folders.inventory(data()));
    }

    @Test
    void theFolderOfAnotherDistributionIsRefused() throws IOException, InterruptedException {
        Files.createDirectories(data());
        Files.writeString(data().resolve("ostler.data"), "kind = panel\nformat = 1\n");
        List<String> before = Folders.inventory(data());

        try (var server = launch().start()) {
            assertRefused(server, "belongs to the distribution panel, this is daemon", "--data");
        }
        assertEquals(before, Folders.inventory(data()));
    }

    @Test
    void aBrokenConfigurationFileIsNamedWithItsLine() throws IOException, InterruptedException {
        Path copy = homeWithOwnConfiguration();
        Files.writeString(copy.resolve("etc/io.ostler.logging.cfg"), "# my settings\nlevel INFO\n");

        try (var server = new DistributionProcess.Launch(copy, data()).start()) {
            assertRefused(server, "io.ostler.logging.cfg line 2 is not of the form key = value", "Mend that line");
        }
        assertFalse(Files.exists(data()));
    }

    @Test
    void aMissingToolIsNamedWithItsPackage() throws IOException, InterruptedException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        try (Stream<Path> all = Files.list(Path.of("/usr/bin"))) {
            for (Path tool : all.filter(tool -> !tool.endsWith("setsid")).toList()) {
                Files.createSymbolicLink(tools.resolve(tool.getFileName()), tool);
            }
        }

        try (var server = launch().environment("PATH", tools.toString()).start()) {
            assertRefused(server, "The tool setsid is missing", "apt-get install util-linux");
        }
        assertFalse(Files.exists(data()));
    }

    @Test
    void aFullDiskStopsTheStart() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()) == 0,
                "only root mounts a disk");
        try (var server = new DistributionProcess.Launch(home, disk.resolve("data")).start()) {
            assertRefused(server, "are free on the disk", "Make room");
            assertFalse(Files.exists(disk.resolve("data")));
        } finally {
            assertEquals(0, run("umount", disk.toString()));
        }
    }

    @Test
    void anUnknownOptionIsNamed() throws IOException, InterruptedException {
        try (var server =
                launch().environment("OSTLER_PORT", "ninety").port(70_000).start()) {
            assertRefused(server, "The port 70000 is not a number from 1 to 65535", "--port");
        }
    }

    @Test
    void termIsAnOrderlyStop() throws IOException, InterruptedException {
        try (var server = launch().start().awaitAnswer(ANSWER)) {
            assertEquals(0, server.terminate(), server.output());
            assertEquals("", Files.readString(data().resolve("lock")).strip());
        }
    }

    @Test
    void afterKillTheNextStartWorks() throws IOException, InterruptedException {
        try (var server = launch().start().awaitAnswer(ANSWER)) {
            server.kill();
        }
        try (var server = launch().start().awaitAnswer(ANSWER)) {
            assertEquals(0, server.terminate(), server.output());
        }
    }

    @Test
    void killInTheMiddleOfTheFirstStartIsNoObstacle() throws IOException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            try (var server = launch().start()) {
                long end = System.nanoTime() + 30_000_000_000L;
                while (!Files.exists(data().resolve("karaf/cache/bundle" + (5 + 20 * round)))
                        && System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                server.kill();
            }
        }
        try (var server = launch().start()) {
            server.awaitAnswer(ANSWER);
        }
    }

    @Test
    void theProgramChangedMeansFreshBundles() throws IOException, InterruptedException {
        try (var server = launch().start().awaitAnswer(ANSWER)) {
            assertEquals(0, server.terminate());
        }
        Files.writeString(data().resolve("karaf/build"), "another build\n");
        Path stale = Files.createDirectories(data().resolve("karaf/cache/bundle999"));

        try (var server = launch().start().awaitAnswer(ANSWER)) {
            assertFalse(Files.exists(stale));
            assertEquals(0, server.terminate());
        }
    }

    @Test
    void aPanelWhoseDatabaseIsDamagedEndsAndSaysSo() throws IOException, InterruptedException {
        var panel = Distributions.home("panel");
        try (var server = new DistributionProcess.Launch(panel, data()).start().awaitAnswer("/api/v1/setup")) {
            assertEquals(0, server.terminate(), server.output());
        }
        Files.writeString(data().resolve("panel/db/service.properties"), "nothing of use\n");

        try (var server = new DistributionProcess.Launch(panel, data()).start()) {
            assertRefused(server, "panel/db can't be opened", "backup of that folder");
        }
        assertEquals("nothing of use\n", Files.readString(data().resolve("panel/db/service.properties")));
    }

    private DistributionProcess.Launch launch() throws IOException {
        return new DistributionProcess.Launch(home, data());
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static void assertRefused(DistributionProcess server, String problem, String remedy)
            throws IOException, InterruptedException {
        assertEquals(1, server.awaitEnd(), server.output());
        List<String> lines = server.output().lines().toList();
        assertEquals(1, lines.size(), server.output());
        assertTrue(lines.get(0).startsWith("ostler: "), server.output());
        assertTrue(lines.get(0).contains(problem), server.output());
        assertTrue(lines.get(0).contains(remedy), server.output());
    }

    /** The distribution with its program linked and its configuration copied, to be spoiled. */
    private Path homeWithOwnConfiguration() throws IOException, InterruptedException {
        Path copy = Files.createDirectory(folder.resolve("home"));
        for (String part : List.of("lib", "system")) {
            Files.createSymbolicLink(copy.resolve(part), home.resolve(part));
        }
        assertEquals(
                0,
                run(
                        "cp",
                        "-R",
                        home.resolve("bin").toString(),
                        home.resolve("etc").toString(),
                        copy.toString()));
        return copy;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
