package io.ostler.daemon.instance.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers that grow for ever, also across restarts: what is on the disk is the end of a block of numbers that may have
 * been given out, and the next life begins behind it. Thread-safe.
 */
public final class Sequence {

    private static final long BLOCK = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Sequence.class);

    private final Path file;
    private long next;
    private long reserved;

    public Sequence(Path file) throws IOException {
        this.file = file;
        next = read(file) + 1;
        reserved = next - 1;
    }

    public synchronized long next() {
        if (next > reserved) {
            reserve();
        }
        return next++;
    }

    private void reserve() {
        long end = next + BLOCK - 1;
        try {
            DurableFile.write(file, end + "\n");
        } catch (IOException e) {
            // Better numbers that may come again after a restart than an engine that stands still.
            LOG.error("The sequence numbers can't be stored in {}", file, e);
        }
        reserved = end;
    }

    private static long read(Path file) throws IOException {
        try {
            return Math.max(0, Long.parseLong(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NumberFormatException e) {
            // The clock is far ahead of any block that was ever reserved.
            LOG.error("The sequence numbers in {} are not readable; they begin anew from the clock", file, e);
            return System.currentTimeMillis() * 1000;
        }
    }
}
