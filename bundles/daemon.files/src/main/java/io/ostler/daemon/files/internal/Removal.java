package io.ostler.daemon.files.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Removes files, links and whole folders through handles. A link is a name that is removed itself, whatever it leads
 * to, and also when it takes the place of a folder in mid-operation. Trees may be deeper than there are file handles:
 * what lies too deep is moved up into the folder where the removal began. Confined to one thread.
 */
final class Removal {
    private static final int MAX_DEPTH = 64;
    private static final int TRIES = 16;
    private static final int MAX_MOVED_UP = 10_000;

    private @Nullable Folder top;
    private int movedUp;

    private final Removed removed;

    private Removal(@Nullable Folder top, Removed removed) {
        this.top = top;
        this.removed = removed;
    }

    /** Told of each entry that is gone. */
    interface Removed {
        void gone(PosixFileAttributes attributes);
    }

    /** Removes what has that name; {@link NoSuchFileException} when nothing has it. */
    static void remove(Folder folder, Path name) throws IOException {
        remove(folder, name, attributes -> {});
    }

    static void remove(Folder folder, Path name, Removed removed) throws IOException {
        folder.look(name);
        new Removal(null, removed).remove(folder, name, 0);
    }

    /** Removes all that is in the folder. */
    static void empty(Folder folder) throws IOException {
        new Removal(folder, attributes -> {}).empty(folder, 0);
    }

    private void remove(Folder folder, Path name, int depth) throws IOException {
        IOException last = new DirectoryNotEmptyException(name.toString());
        for (int i = 0; i < TRIES + Math.min(movedUp, MAX_MOVED_UP); i++) {
            try {
                removeOnce(folder, name, depth);
                return;
            } catch (NoSuchFileException e) {
                return; // somebody else removed it
            } catch (AccessDeniedException e) {
                throw e;
            } catch (IOException e) {
                last = e; // somebody swaps it or puts things into it: look again
            }
        }
        throw last;
    }

    private void removeOnce(Folder folder, Path name, int depth) throws IOException {
        var attributes = folder.look(name);
        if (!attributes.isDirectory()) {
            folder.removeFile(name);
            removed.gone(attributes);
        } else if (top != null && depth >= MAX_DEPTH) {
            folder.rename(name, top, Path.of(Staging.temporaryName()));
            movedUp++;
        } else {
            try (var child = folder.open(name)) {
                emptyBeneath(child, depth);
            }
            folder.removeFolder(name);
            removed.gone(attributes);
        }
    }

    private void emptyBeneath(Folder child, int depth) throws IOException {
        if (top != null) {
            empty(child, depth + 1);
            return;
        }
        top = child;
        try {
            empty(child, depth + 1);
        } finally {
            top = null;
        }
    }

    private void empty(Folder folder, int depth) throws IOException {
        try {
            for (var names = folder.names(); names.hasNext(); ) {
                remove(folder, names.next(), depth);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
