package io.ostler.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive hold of one process on a data folder.
 *
 * <p>The system ends it with the process, however that ends; so a file that is left over holds nobody up. Its text says
 * who holds it. Confined to the starting thread.
 */
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the hold if the folder was held before; changes nothing otherwise. */
    static @Nullable DataLock takeIfPresent(Path folder) throws StartRefused {
        return Files.exists(folder.resolve("lock")) ? take(folder) : null;
    }

    /** Whether somebody has it at the moment. */
    static boolean isHeld(Path folder) throws StartRefused {
        try {
            DataLock mine = takeIfPresent(folder);
            if (mine != null) {
                mine.close();
            }
            return false;
        } catch (InUse e) {
            return true;
        }
    }

    /** Another process has it. */
    static final class InUse extends StartRefused {
        private static final long serialVersionUID = 1L;

        InUse(String problem, String remedy) {
            super(problem, remedy);
        }
    }

    static DataLock take(Path folder) throws StartRefused {
        Path file = folder.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String holder = read(channel);
                channel.close();
                throw new InUse(
                        "The data folder " + folder + " is in use by "
                                + (holder.isBlank() ? "another process" : holder),
                        "Stop that one or choose another folder with --data");
            }
            return new DataLock(channel);
        } catch (IOException e) {
            throw new StartRefused(
                    "The file " + file + " can't be locked: " + e.getMessage(), "Check the disk and its permissions");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(512);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    }

    /** Writes who holds it, for the next start to read. */
    void sign(String note) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((note + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            // The process ends now, and its hold with it.
        }
    }
}
