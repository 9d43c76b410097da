package io.ostler.daemon.console.internal.log;

import io.ostler.daemon.api.console.Consoles.Bounds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An instance's log on the disk and where its readable part begins. Before old text is freed the new beginning is on the
 * disk, so the zeros of a hole are never served, whenever the daemon or the machine goes down. Thread-safe.
 */
public final class StoredLog {

    private static final Logger LOG = LoggerFactory.getLogger(StoredLog.class);

    private final Path path;
    private final Path folder;
    private final Path startFile;
    private final TimeMarks marks;
    private volatile long start;

    public StoredLog(Path path) {
        this.path = path;
        folder = Objects.requireNonNull(path.getParent());
        startFile = path.resolveSibling(path.getFileName() + ".start");
        marks = new TimeMarks(path, this::start);
        start = readStart();
    }

    public Path path() {
        return path;
    }

    public Path folder() {
        return folder;
    }

    public TimeMarks marks() {
        return marks;
    }

    public long start() {
        return start;
    }

    public Bounds bounds() throws IOException {
        return new Bounds(start, Math.max(start, Files.size(path)));
    }

    /** 0 at the end; -1 when the offset lies before the start, also when it came to lie there during the read. */
    public int read(long offset, byte[] target) throws IOException {
        if (offset < start) {
            return -1;
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            int count = Math.max(0, channel.read(ByteBuffer.wrap(target), offset));
            return offset < start ? -1 : count;
        }
    }

    /** From now on, also after a restart, the log begins there. */
    public void beginAt(long newStart) throws IOException {
        var fresh = startFile.resolveSibling(startFile.getFileName() + ".new");
        try (var channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((newStart + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(fresh, startFile, StandardCopyOption.ATOMIC_MOVE);
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
        start = newStart;
    }

    private long readStart() {
        try {
            long stored = Long.parseLong(Files.readString(startFile).strip());
            if (stored <= Files.size(path)) {
                return Math.max(0, stored);
            }
            LOG.warn("The log {} is shorter than its beginning; it is taken for a new one", path);
            Files.delete(startFile);
        } catch (NoSuchFileException e) {
            return 0; // nothing was ever freed
        } catch (IOException | NumberFormatException e) {
            LOG.error("The beginning of the log {} can't be read: freed text may show as zeros", path, e);
        }
        return 0;
    }
}
