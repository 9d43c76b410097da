package io.ostler.daemon.archive.internal.extract;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.archive.internal.TreePaths;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Makes folders on the way and remembers which are there. Confined to one thread. */
final class Folders {
    private final FileTree tree;
    private final Set<String> there = new HashSet<>();
    private final Set<String> missing = new HashSet<>();

    Folders(FileTree tree) {
        this.tree = tree;
    }

    /** Makes it and all above it; returns whether it wasn't there. */
    boolean make(String path) {
        if (path.isEmpty() || there.contains(path)) {
            return false;
        }
        // not by recursion: an archive says how deep its folders are
        var ways = new ArrayDeque<String>();
        for (var way = path; !way.isEmpty() && !there.contains(way); way = TreePaths.parent(way)) {
            ways.push(way);
        }
        boolean made = false;
        for (var way : ways) {
            made = kind(way).isEmpty() && make(way, true);
            there.add(way);
            missing.remove(way);
        }
        return made;
    }

    private boolean make(String path, boolean again) {
        try {
            tree.makeFolder(path);
            return true;
        } catch (OstlerException e) {
            // somebody made it meanwhile
            if (again && e.code() == ErrorCode.FILE_EXISTS && kind(path).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    /** What stands in the way of a folder ends the work: a link isn't followed, a file not replaced. */
    private Optional<Files.Kind> kind(String path) {
        var kind = entry(path).map(Files.Entry::kind);
        if (kind.isPresent() && kind.get() != Files.Kind.FOLDER) {
            throw OstlerException.of(
                    kind.get() == Files.Kind.LINK ? ErrorCode.PATH_OUTSIDE_ROOT : ErrorCode.NOT_A_FOLDER, "path", path);
        }
        return kind;
    }

    /** What is at a path; beneath folders that aren't there nobody has to look. */
    Optional<Files.Entry> entry(String path) {
        if (isMissing(TreePaths.parent(path))) {
            return Optional.empty();
        }
        try {
            return Optional.of(tree.entry(path));
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.FILE_NOT_FOUND) {
                missing.add(path);
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean isMissing(String folder) {
        for (var above = folder; !above.isEmpty(); above = TreePaths.parent(above)) {
            if (missing.contains(above)) {
                return true;
            }
        }
        return false;
    }
}
