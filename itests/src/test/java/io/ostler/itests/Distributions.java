package io.ostler.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The archives that the build made, unpacked once for all tests of this run. Thread-safe. */
public final class Distributions {
    private static final Map<String, Path> UNPACKED = new ConcurrentHashMap<>();

    private Distributions() {}

    /**
     * @param kind panel, daemon or standalone
     * @return the folder that holds {@code bin/ostler}
     */
    public static Path home(String kind) {
        return UNPACKED.computeIfAbsent(kind, Distributions::unpack);
    }

    static Path archive(String kind) {
        return assemblies()
                .resolve(kind + "/target/io.ostler.assembly." + kind + "-" + System.getProperty("ostler.version")
                        + ".tar.gz");
    }

    private static Path assemblies() {
        return Path.of(System.getProperty("ostler.assemblies", "../karaf-assembly"))
                .toAbsolutePath()
                .normalize();
    }

    private static Path unpack(String kind) {
        try {
            Path folder = Path.of("target", "distributions", kind).toAbsolutePath();
            Folders.delete(folder);
            Files.createDirectories(folder);
            Process tar = new ProcessBuilder("tar", "xzf", archive(kind).toString(), "-C", folder.toString())
                    .inheritIO()
                    .start();
            if (!tar.waitFor(60, TimeUnit.SECONDS) || tar.exitValue() != 0) {
                throw new IOException("can't unpack " + archive(kind));
            }
            try (Stream<Path> inside = Files.list(folder)) {
                Path home = inside.findFirst().orElseThrow();
                // servers of other tests may hold the usual port
                Files.writeString(home.resolve("etc/io.ostler.daemon.sftp.cfg"), "port = 0\n");
                return home;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
