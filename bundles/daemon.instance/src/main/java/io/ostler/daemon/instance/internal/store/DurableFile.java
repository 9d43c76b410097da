package io.ostler.daemon.instance.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/** Replaces small files as a whole: whoever looks sees the old or the new content, also after a loss of power. */
public final class DurableFile {

    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    /** Within it the kernel takes a write as a whole or not at all, whatever signal comes. */
    private static final int IN_ONE_STEP = 4096;

    private DurableFile() {}

    /** On the disk when it returns; when it throws the old content is untouched. */
    public static void write(Path file, String text) throws IOException {
        replace(file, text, true);
        forceFolder(Objects.requireNonNull(file.getParent()));
    }

    /**
     * The same without waiting for the disk: survives the daemon's death, not surely the machine's. A small text is
     * written over the old one in one step, with blanks up to the old end: putting a new file in its place would make
     * the file system write it out at once. For texts that may end in blanks; one call at a time per file.
     */
    public static void writeSoon(Path file, String text) throws IOException {
        if (!overwrite(file, text.getBytes(StandardCharsets.UTF_8))) {
            replace(file, text, false);
        }
    }

    private static boolean overwrite(Path file, byte[] text) throws IOException {
        if (text.length > IN_ONE_STEP) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            long old = channel.size();
            if (old == 0 || old > IN_ONE_STEP) {
                return false;
            }
            var whole = Arrays.copyOf(text, (int) Math.max(old, text.length));
            Arrays.fill(whole, text.length, whole.length, (byte) ' ');
            return channel.write(ByteBuffer.wrap(whole)) == whole.length;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Makes the names in a folder durable. */
    public static void forceFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static void replace(Path file, String text, boolean force) throws IOException {
        var fresh = temporary(file);
        try {
            try (var channel = FileChannel.open(
                    fresh, FRESH, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (force) {
                    channel.force(true);
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }
}
