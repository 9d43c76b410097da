package io.ostler.daemon.process.internal;

import io.ostler.daemon.process.internal.system.ProcStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The two processes that a keeper writes down: itself and, from inside of it, the program. Each line is the writer's own
 * {@code /proc/PID/stat}, so it holds the start time too. Immutable.
 */
record RunPids(Optional<ProcStat> keeper, Optional<ProcStat> program) {

    static final String FILE = "pids";
    static final RunPids NONE = new RunPids(Optional.empty(), Optional.empty());

    private static final Duration SETTLED_AFTER = Duration.ofMillis(500);

    static RunPids read(Path runFolder) throws IOException {
        String text;
        try {
            text = Files.readString(runFolder.resolve(FILE), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            text = "";
        }
        // A line without its end is still being written.
        var lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1);
        return new RunPids(ProcStat.parse(lines[0]), lines.length > 1 ? ProcStat.parse(lines[1]) : Optional.empty());
    }

    /** The same, but a start that is in its first milliseconds gets the time to come to its end. */
    static RunPids readSettled(Path runFolder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SETTLED_AFTER.toNanos();
        var pids = read(runFolder);
        while (!pids.isComplete()
                && System.nanoTime() < deadline
                && !pids.keeper().filter(keeper -> !keeper.isAlive()).isPresent()) {
            Thread.sleep(5);
            pids = read(runFolder);
        }
        return pids;
    }

    boolean isComplete() {
        return keeper.isPresent() && program.isPresent();
    }
}
