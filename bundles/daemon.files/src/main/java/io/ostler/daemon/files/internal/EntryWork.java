package io.ostler.daemon.files.internal;

import io.ostler.daemon.files.internal.Guard.Want;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What is done to single entries. Thread-safe. */
final class EntryWork {
    private final Confined confined;

    EntryWork(Confined confined) {
        this.confined = confined;
    }

    Entry entry(FilePath path) {
        if (path.names().isEmpty()) {
            return confined.folder(path, Want.SEE, folder -> confined.entry(path, folder.attributes()));
        }
        return confined.child(path, Want.SEE, (folder, name) -> confined.entry(path, folder.look(name)));
    }

    Entry makeFolder(FilePath path) {
        return confined.child(path, Want.WRITE, (folder, name) -> {
            make(folder, name, path);
            folder.sync();
            return confined.entry(path, folder.look(name));
        });
    }

    /** {@code FILE_EXISTS}. */
    void make(Folder folder, Path name, FilePath path) throws IOException {
        confined.guard().require(path, Want.WRITE);
        path.requireCreatable();
        var parts = confined.parts();
        try (var space = parts.space().reserve(Space.cost(0))) {
            parts.names().lock();
            try {
                if (folder.lookIfThere(name).isPresent()) {
                    throw new Fault(ErrorCode.FILE_EXISTS, path);
                }
                parts.staging().makeFolder(parts.root(), folder, name);
            } finally {
                parts.names().unlock();
            }
            space.settle(Space.cost(0));
        }
    }

    Entry rename(FilePath source, FilePath target, boolean overwrite) {
        if (source.isAbove(target)) {
            throw new OstlerException(
                    ErrorCode.PATH_INVALID, Map.of("path", target.toString(), "rule", "not inside of what is moved"));
        }
        return confined.child(source, Want.WRITE, (folder, name) -> {
            var what = folder.look(name);
            if (source.equals(target)) {
                return confined.entry(source, what);
            }
            confined.guard().requireWhole(folder, name, source, confined.guard(), target);
            return confined.child(target, Want.WRITE, (targetFolder, targetName) -> {
                rename(folder, name, what, targetFolder, targetName, target, overwrite);
                folder.sync();
                targetFolder.sync();
                confined.parts().versions().moved(source, target);
                return confined.entry(target, targetFolder.look(targetName));
            });
        });
    }

    private void rename(
            Folder folder,
            Path name,
            PosixFileAttributes what,
            Folder targetFolder,
            Path targetName,
            FilePath target,
            boolean overwrite)
            throws IOException {
        confined.parts().names().lock();
        try {
            var old = targetFolder.lookIfThere(targetName);
            Confined.requireReplaceable(target, old, overwrite && !what.isDirectory());
            if (old.isPresent() && Folder.isSame(what, old.get())) {
                folder.removeFile(name); // two names of one file: the system would leave both
                confined.parts().space().removed(what);
            } else if (old.isPresent()) {
                confined.replaceByRename(folder, name, targetFolder, targetName, target, old.get());
            } else {
                folder.rename(name, targetFolder, targetName);
            }
        } finally {
            confined.parts().names().unlock();
        }
    }

    void remove(FilePath path) {
        confined.child(path, Want.WRITE, (folder, name) -> {
            var attributes = folder.look(name);
            if (attributes.isDirectory()) {
                folder.removeFolder(name);
            } else {
                folder.removeFile(name);
            }
            confined.parts().space().removed(attributes);
            folder.sync();
            return path;
        });
    }

    static void requireMode(int mode) {
        if (mode < 0 || mode > 0777) {
            throw OstlerException.invalid("mode", "0 to 0777");
        }
    }

    void changeMode(FilePath path, int mode) {
        requireMode(mode);
        confined.child(path, Want.WRITE, (folder, name) -> {
            changeMode(folder, name, mode);
            return path;
        });
    }

    /** {@code NOT_A_FILE} for links and whatever is neither file nor folder. */
    void changeMode(Folder folder, Path name, int mode) throws IOException {
        var permissions = Entries.permissions(mode);
        if (folder.look(name).isDirectory()) {
            try (var child = folder.open(name)) {
                child.changeMode(permissions);
            }
            return;
        }
        change(folder, name, own -> {
            own.viewOf(name).setPermissions(permissions);
            return () -> {};
        });
    }

    void changeModified(FilePath path, Instant modified) {
        var time = FileTime.from(modified);
        confined.child(path, Want.WRITE, (folder, name) -> {
            if (folder.look(name).isDirectory()) {
                try (var child = folder.open(name)) {
                    child.changeModified(time);
                }
            } else {
                change(folder, name, own -> {
                    own.viewOf(name).setTimes(time, null, null);
                    return () -> {};
                });
            }
            return path;
        });
    }

    Optional<String> linkTarget(FilePath path) {
        return confined.child(path, Want.READ, LinkText::of);
    }

    /** Here a link isn't a way out but just something without a mode of its own. */
    private void change(Folder folder, Path name, PatientOpening.Act<Closeable> act) throws IOException {
        if (folder.look(name).isSymbolicLink()) {
            throw new Fault(ErrorCode.NOT_A_FILE);
        }
        confined.parts().opening().change(folder, name, act);
    }
}
