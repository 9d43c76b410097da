package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Decides what a person may do with a path: their rights and the instance's denied patterns, here and nowhere else.
 * Immutable; made anew for each operation, so that a changed policy holds at once.
 */
record Guard(FileRights rights, Denials denials) {

    /** What somebody is about to do with a path. */
    enum Want {
        /** Look at it, list its names; also folders on the way to something shown, and what is denied. */
        SEE,
        READ,
        WRITE
    }

    void require(FilePath path, Want want) throws Fault {
        var access = rights.of(path.toString());
        if (want == Want.SEE) {
            if (!isVisible(path)) {
                throw new Fault(ErrorCode.FILE_NOT_FOUND, path);
            }
            return;
        }
        if (access == FileAccess.HIDE) {
            throw new Fault(isVisible(path) ? ErrorCode.FILE_ACCESS_DENIED : ErrorCode.FILE_NOT_FOUND, path);
        }
        if (want == Want.WRITE && access != FileAccess.WRITE) {
            throw new Fault(ErrorCode.FILE_ACCESS_DENIED, path);
        }
        if (isDenied(path)) {
            throw new Fault(ErrorCode.FILE_DENIED, path);
        }
    }

    /** The instance's folder itself always is. */
    boolean isVisible(FilePath path) {
        var text = path.toString();
        return text.isEmpty() || rights.of(text) != FileAccess.HIDE || rights.reachesBeneath(text);
    }

    boolean isReadable(FilePath path) {
        return rights.of(path.toString()) != FileAccess.HIDE && !isDenied(path);
    }

    boolean isWritable(FilePath path) {
        return rights.of(path.toString()) == FileAccess.WRITE && !isDenied(path);
    }

    boolean isDenied(FilePath path) {
        return !rights.exempt() && denials.denies(path);
    }

    /** Whether everything that could lie beneath may be changed like the path itself, as far as rules tell. */
    boolean isWholeWritable(FilePath path) {
        var prefix = path.names().isEmpty() ? "" : path + "/";
        return (rights.exempt() || denials.isEmpty())
                && rights.rules().stream()
                        .noneMatch(rule ->
                                rule.access() != FileAccess.WRITE && rule.path().startsWith(prefix));
    }

    /** Whether all rules show everything beneath the path. */
    boolean isWholeVisible(FilePath path) {
        var prefix = path.names().isEmpty() ? "" : path + "/";
        return rights.of(path.toString()) != FileAccess.HIDE
                && rights.rules().stream()
                        .noneMatch(rule ->
                                rule.access() == FileAccess.HIDE && rule.path().startsWith(prefix));
    }

    /**
     * Refuses to take a folder away as a whole, or to give it another path, when that would get at something in it
     * that the person may not change, under the old path or the new one.
     */
    void requireWhole(Folder folder, Path name, FilePath path, Guard targetGuard, FilePath target) throws IOException {
        if (isWholeWritable(path) && targetGuard.isWholeWritable(target)) {
            return;
        }
        if (!folder.look(name).isDirectory()) {
            return;
        }
        try (var open = folder.open(name)) {
            Walker.walk(open, path, (in, child, childPath, attributes) -> {
                var moved = childPath.from(path, target);
                if (!isWritable(childPath) || !targetGuard.isWritable(moved)) {
                    boolean isDenied = isDenied(childPath) || targetGuard.isDenied(moved);
                    throw new Fault(isDenied ? ErrorCode.FILE_DENIED : ErrorCode.FILE_ACCESS_DENIED, path);
                }
                return true;
            });
        }
    }
}
