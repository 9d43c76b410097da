package io.ostler.daemon.instance.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Replaces small files as a whole: whoever looks sees the old or the new content, also after a loss of power. */
public final class DurableFile {

    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private DurableFile() {}

    /** On the disk when it returns; when it throws the old content is untouched. */
    public static void write(Path file, String text) throws IOException {
        replace(file, text, true);
        forceFolder(Objects.requireNonNull(file.getParent()));
    }

    /** The same without waiting for the disk: survives the daemon's death, not surely the machine's. */
    public static void writeSoon(Path file, String text) throws IOException {
        replace(file, text, false);
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
