package io.ostler.daemon.console.internal.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees a part of a file without moving the rest, by the program {@code fallocate} of util-linux: offsets stay valid and
 * the process that appends doesn't notice. Confined to the thread that frees.
 */
public final class HolePunch {

    private static final Logger LOG = LoggerFactory.getLogger(HolePunch.class);
    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/local/bin");

    private final @Nullable Path program;
    private @Nullable Boolean works;

    public HolePunch() {
        this(FOLDERS);
    }

    public HolePunch(List<String> folders) {
        program = folders.stream()
                .map(folder -> Path.of(folder, "fallocate"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Tried once, in the folder where it is to work. */
    public boolean worksIn(Path folder) throws IOException, InterruptedException {
        if (works == null) {
            works = tryIn(folder);
            if (!works) {
                LOG.warn("Old console text can't be freed: fallocate(1) or the file system can't punch holes."
                        + " Consoles grow without limit");
            }
        }
        return works;
    }

    public boolean punch(Path file, long from, long to) throws IOException, InterruptedException {
        if (program == null) {
            return false;
        }
        var process = new ProcessBuilder(
                        program.toString(),
                        "--punch-hole",
                        "--offset",
                        Long.toString(from),
                        "--length",
                        Long.toString(to - from),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var message = new String(process.getInputStream().readNBytes(1000), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        if (process.exitValue() != 0) {
            LOG.debug("fallocate: {}", message.strip());
        }
        return process.exitValue() == 0;
    }

    private boolean tryIn(Path folder) throws IOException, InterruptedException {
        if (program == null) {
            return false;
        }
        var file = Files.createTempFile(folder, "hole", ".tmp");
        try {
            Files.write(file, new byte[(int) Retention.ALIGNMENT * 2]);
            return punch(file, 0, Retention.ALIGNMENT);
        } finally {
            Files.delete(file);
        }
    }
}
