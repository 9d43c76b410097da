package io.ostler.link.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * Small files that only their owner may read. They appear whole or not at all, and what was written survives a power
 * cut when the method has returned. Stateless; processes may meet on the same file.
 */
public final class PrivateFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFile() {}

    /** Makes the folder, for its owner alone, unless it is there. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, permissions("rwx------"));
    }

    /** Writes or replaces the file. */
    public static void write(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        syncFolder(file);
    }

    /** Writes the file unless it exists; false when another was first, and then nothing changed. */
    public static boolean create(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            link(draft, file);
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(draft);
        }
        syncFolder(file);
        return true;
    }

    /** A hard link is the one way to make a whole file under a name that must be free. */
    private static void link(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (UnsupportedOperationException e) {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path draft(Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(folder(file), "." + file.getFileName(), ".new", permissions("rw-------"));
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            for (var buffer = ByteBuffer.wrap(content); buffer.hasRemaining(); ) {
                channel.write(buffer);
            }
            channel.force(true);
            return draft;
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private static void syncFolder(Path file) throws IOException {
        if (POSIX) {
            try (var channel = FileChannel.open(folder(file), EnumSet.of(StandardOpenOption.READ))) {
                channel.force(true);
            }
        }
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent() instanceof Path parent ? parent : file.toAbsolutePath();
    }

    private static FileAttribute<?>[] permissions(String text) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
