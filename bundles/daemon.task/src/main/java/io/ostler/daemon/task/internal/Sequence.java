package io.ostler.daemon.task.internal;

import io.ostler.link.key.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers that grow for ever, also across restarts: the file holds the end of a block of which any may have been given
 * out, and the next life begins behind it. Thread-safe.
 */
final class Sequence {
    private static final Logger LOG = LoggerFactory.getLogger(Sequence.class);
    private static final long BLOCK = 10_000;

    private final Path file;
    private long last;
    private long reserved;

    Sequence(Path file) throws IOException {
        this.file = file;
        last = read(file);
        reserved = last;
    }

    synchronized long next() {
        if (last == reserved) {
            reserved += BLOCK;
            try {
                PrivateFile.write(file, (reserved + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Better numbers that may come again after a restart than a daemon that stands still.
                LOG.error("The numbers of the tasks can't be stored in {}", file, e);
            }
        }
        return ++last;
    }

    private static long read(Path file) throws IOException {
        try {
            return Math.max(0, Long.parseLong(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NumberFormatException e) {
            // The clock is far ahead of any block that was ever reserved.
            LOG.error("The numbers in {} are not readable; they begin anew from the clock", file);
            return System.currentTimeMillis() * 1000;
        }
    }
}
