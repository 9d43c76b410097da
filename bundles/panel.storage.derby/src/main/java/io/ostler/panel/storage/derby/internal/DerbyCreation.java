package io.ostler.panel.storage.derby.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first creation of the database safe against a crash: a locked marker file beside the folder stands from
 * before the first byte until the database is complete. A marker that nobody holds is the rest of a creation that was
 * cut off: nothing was stored, and what lies there may be thrown away. Without a marker a folder is never touched,
 * however broken it looks. Confined to the starting thread.
 */
final class DerbyCreation implements AutoCloseable {
    private final Path home;
    private final Path folder;
    private final Path marker;
    private @Nullable FileChannel held;

    DerbyCreation(Path home, String name) {
        this.home = home;
        this.folder = home.resolve(name);
        this.marker = home.resolve(name + ".creating");
    }

    /** Removes the rest of an interrupted creation; true when a database has to be made. */
    boolean begin() throws IOException {
        if (Files.exists(folder) && Files.notExists(marker)) {
            return false;
        }
        var channel = FileChannel.open(marker, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        held = channel;
        if (!lock(channel)) {
            throw new DatabaseInUseException();
        }
        channel.force(true);
        forceHome();
        deleteFolder();
        return true;
    }

    /** From here on the database holds what people rely on. */
    void completed() throws IOException {
        if (held != null) {
            Files.delete(marker);
            forceHome();
        }
    }

    @Override
    public void close() throws IOException {
        if (held != null) {
            held.close();
        }
    }

    /** Somebody else is making this database at the moment. */
    static final class DatabaseInUseException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void deleteFolder() throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void forceHome() throws IOException {
        try (var directory = FileChannel.open(home, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
