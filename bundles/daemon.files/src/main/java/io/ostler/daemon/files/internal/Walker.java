package io.ostler.daemon.files.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/** Goes through everything beneath a folder by handles, never through a link. Stateless. */
final class Walker {
    /** Each level holds a handle open; nothing that people make is this deep. */
    static final int MAX_DEPTH = 200;

    private Walker() {}

    /** Told of each entry. */
    @FunctionalInterface
    interface Visit {
        /** @return whether to go into it when it is a folder */
        boolean entry(Folder folder, Path name, FilePath path, PosixFileAttributes attributes) throws IOException;

        /** What was in a folder has been visited. */
        default void left(Folder folder, Path name, FilePath path, PosixFileAttributes attributes) throws IOException {}

        /** A folder that could not be read; an exception ends the walk. */
        default void unreadable(FilePath path, IOException error) throws IOException {
            throw error;
        }
    }

    /** For counting: what can't be read is passed over. */
    @FunctionalInterface
    interface LenientVisit extends Visit {
        @Override
        default void unreadable(FilePath path, IOException error) {}
    }

    /** @param path of the folder */
    static void walk(Folder folder, FilePath path, Visit visit) throws IOException {
        walk(folder, path, visit, 0);
    }

    private static void walk(Folder folder, FilePath path, Visit visit, int depth) throws IOException {
        try (var names = folder.reopen()) {
            for (var each = names.names(); each.hasNext(); ) {
                var name = each.next();
                if (!Staging.isTemporary(name.toString())) {
                    one(names, name, path.child(ShownName.of(name)), visit, depth);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void one(Folder folder, Path name, FilePath path, Visit visit, int depth) throws IOException {
        PosixFileAttributes attributes;
        try {
            attributes = folder.look(name);
        } catch (NoSuchFileException e) {
            return; // gone since
        }
        if (!visit.entry(folder, name, path, attributes) || !attributes.isDirectory()) {
            return;
        }
        if (depth >= MAX_DEPTH) {
            visit.unreadable(path, new Fault(io.ostler.model.ErrorCode.PATH_INVALID, path));
            return;
        }
        Folder child;
        try {
            child = folder.open(name);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            visit.unreadable(path, e); // no right, or swapped meanwhile
            return;
        }
        try (child) {
            walk(child, path, visit, depth + 1);
        }
        visit.left(folder, name, path, attributes);
    }
}
