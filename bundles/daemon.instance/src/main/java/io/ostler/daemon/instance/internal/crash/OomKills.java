package io.ostler.daemon.instance.internal.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many processes the kernel has killed since the machine's start because memory ran out. Stateless. */
public final class OomKills {

    private static final Path COUNTERS = Path.of("/proc/vmstat");
    private static final String NAME = "oom_kill ";

    private OomKills() {}

    /** -1 when it can't be told. */
    public static long count() {
        try (var lines = Files.lines(COUNTERS)) {
            return lines.filter(line -> line.startsWith(NAME))
                    .mapToLong(
                            line -> Long.parseLong(line.substring(NAME.length()).strip()))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException | java.io.UncheckedIOException | NumberFormatException e) {
            return -1; // another system
        }
    }
}
