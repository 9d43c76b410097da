package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.daemon.files.internal.Guard.Want;
import io.ostler.model.ErrorCode;
import io.ostler.protocol.Files.Conflict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/**
 * Copies and moves entries between folders, of one instance or of two. Both sides' rights, policies and quotas hold for
 * each single entry. What is moved to another instance, or to another mount, is copied, made durable, and only then
 * removed. Confined to one thread.
 */
final class Transfers {
    private static final long CHUNK = 4 << 20;

    private final Confined source;
    private final Confined target;
    private final Conflict conflict;
    private final Work work;
    private final boolean isMove;

    Transfers(Confined source, Confined target, Conflict conflict, Work work, boolean isMove) {
        this.source = source;
        this.target = target;
        this.conflict = conflict;
        this.work = work;
        this.isMove = isMove;
    }

    void run(List<FilePath> paths, FilePath folder) {
        for (var path : paths) {
            source.child(
                    path,
                    isMove ? Want.WRITE : Want.READ,
                    (from, name) -> target.folder(folder, Want.SEE, to -> {
                        var dest = folder.child(path.name());
                        requireSensible(path, dest);
                        if (isMove) {
                            source.guard().requireWhole(from, name, path, target.guard(), dest);
                        }
                        one(from, name, path, to, dest, 0);
                        to.sync();
                        if (isMove) {
                            from.sync();
                        }
                        return path;
                    }));
        }
    }

    private boolean isSameTree() {
        return source.parts() == target.parts();
    }

    private void requireSensible(FilePath path, FilePath dest) throws Fault {
        if (isSameTree() && path.isAbove(dest)) {
            throw new Fault(ErrorCode.PATH_INVALID, dest);
        }
    }

    private void one(Folder from, Path name, FilePath path, Folder to, FilePath dest, int depth) throws IOException {
        var what = from.look(name);
        if (isSameTree() && path.equals(dest)) {
            if (isMove) {
                return;
            }
            if (conflict == Conflict.OVERWRITE || conflict == Conflict.SKIP) {
                work.note(path + ": left as it is");
                return;
            }
        }
        if (depth > Walker.MAX_DEPTH) {
            throw new Fault(ErrorCode.PATH_INVALID, path);
        }
        if (isMove && isSameTree() && isRenamed(from, name, what, path, to, dest, depth)) {
            return;
        }
        if (what.isDirectory()) {
            folder(from, name, path, to, dest, depth);
        } else if (what.isRegularFile()) {
            file(from, name, what, path, to, dest);
        } else {
            work.note(path + ": links and special files are left out");
        }
    }

    // ---- by renaming

    private boolean isRenamed(
            Folder from, Path name, PosixFileAttributes what, FilePath path, Folder to, FilePath dest, int depth)
            throws IOException {
        target.guard().require(dest, Want.WRITE);
        boolean merges;
        target.parts().names().lock();
        try {
            var path2 = conflict == Conflict.RENAME ? target.freeName(to, dest) : dest;
            var toName = to.find(path2.name());
            var old = to.lookIfThere(toName);
            merges = what.isDirectory() && old.isPresent() && old.get().isDirectory();
            if (old.isEmpty()) {
                path2.requireCreatable();
                from.rename(name, to, toName);
            } else if (conflict == Conflict.SKIP && !merges) {
                work.note(path + ": left where it is, the name is taken");
                return true;
            } else if (conflict == Conflict.OVERWRITE && !merges && !what.isDirectory()) {
                PatientOpening.requireRegular(old.get());
                target.replaceByRename(from, name, to, toName, path2, old.get());
            } else if (!merges || conflict == Conflict.FAIL) {
                throw new Fault(ErrorCode.FILE_EXISTS, path2);
            }
            if (!merges) {
                source.parts().versions().moved(path, path2);
            }
        } catch (AtomicMoveNotSupportedException e) {
            return false;
        } finally {
            target.parts().names().unlock();
        }
        if (merges) {
            try (var into = to.open(to.find(dest.name()))) {
                children(from, name, path, into, dest, depth);
            }
            removeEmptied(from, name, path);
        } else {
            work.advance(0, 1, path.toString());
        }
        return true;
    }

    // ---- by copying

    private void folder(Folder from, Path name, FilePath path, Folder to, FilePath wanted, int depth)
            throws IOException {
        var dest = wanted;
        var toName = to.find(wanted.name());
        var old = to.lookIfThere(toName);
        if (old.isPresent()) {
            if (conflict == Conflict.RENAME) {
                dest = target.freeName(to, wanted);
                toName = to.find(dest.name());
                old = java.util.Optional.empty();
            } else if (conflict == Conflict.SKIP && !old.get().isDirectory()) {
                work.note(path + ": left out, the name is taken");
                return;
            } else if (conflict == Conflict.FAIL || !old.get().isDirectory()) {
                throw new Fault(ErrorCode.FILE_EXISTS, dest);
            }
        }
        if (old.isEmpty()) {
            new EntryWork(target).make(to, toName, dest);
        }
        try (var into = to.open(toName)) {
            var mode = from.look(name).permissions();
            children(from, name, path, into, dest, depth);
            if (old.isEmpty()) {
                into.changeMode(mode);
            }
            if (isMove) {
                into.sync();
            }
        }
        work.advance(0, 1, path.toString());
        if (isMove) {
            removeEmptied(from, name, path);
        }
    }

    private void children(Folder from, Path name, FilePath path, Folder into, FilePath dest, int depth)
            throws IOException {
        try (var opened = from.open(name);
                var names = opened.reopen()) {
            for (var each = names.names(); each.hasNext(); ) {
                var child = each.next();
                if (!Staging.isTemporary(child.toString())) {
                    var shown = ShownName.of(child);
                    child(opened, child, path.child(shown), into, dest.child(shown), depth);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void child(Folder from, Path name, FilePath path, Folder into, FilePath dest, int depth)
            throws IOException {
        var guard = source.guard();
        if (!guard.isVisible(path)) {
            return;
        }
        if (guard.isDenied(path) || (isMove && !guard.isWritable(path))) {
            work.note(path + ": left out, it may not be taken from there");
            return;
        }
        try {
            one(from, name, path, into, dest, depth + 1);
        } catch (NoSuchFileException e) {
            work.note(path + ": gone meanwhile");
        }
    }

    private void file(Folder from, Path name, PosixFileAttributes what, FilePath path, Folder to, FilePath dest)
            throws IOException {
        source.guard().require(path, Want.READ);
        target.guard().require(dest, Want.WRITE);
        var toName = to.find(dest.name());
        var old = to.lookIfThere(toName);
        if (old.isPresent() && conflict == Conflict.SKIP) {
            work.note(path + ": left out, the name is taken");
            return;
        }
        if (conflict != Conflict.RENAME) {
            Confined.requireReplaceable(dest, old, conflict == Conflict.OVERWRITE);
        }
        var opened = source.parts().opening().open(from, name);
        try (var channel = opened.channel();
                var space = target.parts().space().reserve(Space.cost(channel.size()));
                var temp = target.parts().staging().create(to, java.util.Optional.empty())) {
            copy(channel, temp.channel(), path);
            temp.takeLooks(what);
            boolean isDurable = isMove || old.isPresent();
            if (isDurable) {
                temp.channel().force(true);
            }
            target.place(temp, to, dest, space, conflict, isDurable);
        }
        work.advance(0, 1, path.toString());
        if (isMove) {
            removeCopied(from, name, opened);
        }
    }

    /** Not beyond the length at the beginning, for which space is set aside. */
    private void copy(FileChannel from, FileChannel to, FilePath path) throws IOException {
        long size = from.size();
        for (long at = 0; at < size; ) {
            long copied = from.transferTo(at, Math.min(CHUNK, size - at), to);
            if (copied <= 0) {
                return; // cut meanwhile
            }
            at += copied;
            work.advance(copied, 0, path.toString());
        }
    }

    /** Only what is still as it was copied. */
    private void removeCopied(Folder from, Path name, OpenFile copied) throws IOException {
        var now = from.look(name);
        var then = copied.attributes();
        if (Folder.isSame(now, then)
                && now.size() == then.size()
                && now.lastModifiedTime().equals(then.lastModifiedTime())) {
            from.removeFile(name);
            source.parts().space().removed(now);
        } else {
            throw new Fault(ErrorCode.FILE_CHANGED);
        }
    }

    private void removeEmptied(Folder from, Path name, FilePath path) throws IOException {
        var attributes = from.look(name);
        try {
            from.removeFolder(name);
            source.parts().space().removed(attributes);
        } catch (DirectoryNotEmptyException e) {
            work.note(path + ": not everything in it could be moved");
        }
    }
}
