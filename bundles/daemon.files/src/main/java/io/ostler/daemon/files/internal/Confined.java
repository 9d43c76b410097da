package io.ostler.daemon.files.internal;

import io.ostler.daemon.files.internal.Guard.Want;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way from a person's path to the disk: asks the {@link Guard}, then goes down name by name. Whatever gives a
 * file its name does that here, under the instance's lock. Thread-safe.
 */
final class Confined {
    private static final int MOST_NAMES = 10_000;
    private static final long MOST_NAMED_FIRST = 1 << 20;

    private final TreeParts parts;
    private final FileRights rights;
    private final @Nullable UserId user;

    Confined(TreeParts parts, FileRights rights, @Nullable UserId user) {
        this.parts = parts;
        this.rights = rights;
        this.user = user;
    }

    /** What is done in the folder that holds a name. */
    interface InParent<T> {
        T in(Folder folder, Path name) throws IOException;
    }

    /** What is done in a folder. */
    interface InFolder<T> {
        T in(Folder folder) throws IOException;
    }

    /** Looks whether a new file may take the place of what is there. */
    interface Check {
        void run(Folder folder, Path name, Optional<PosixFileAttributes> old) throws IOException;
    }

    TreeParts parts() {
        return parts;
    }

    @Nullable
    UserId user() {
        return user;
    }

    Guard guard() {
        return new Guard(rights, parts.denials());
    }

    /** Does something with a name; errors tell the path that the person gave. */
    <T> T child(FilePath path, Want want, InParent<T> work) {
        try {
            guard().require(path, want);
            try (var folder = walk(path.parent())) {
                return work.in(folder, folder.find(path.name()));
            }
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    /** Does something in a folder. */
    <T> T folder(FilePath path, Want want, InFolder<T> work) {
        try {
            guard().require(path, want);
            try (var folder = walk(path)) {
                return work.in(folder);
            }
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    Folder walk(FilePath path) throws IOException {
        try (var open = Folder.ofTrusted(parts.root())) {
            return open.walk(path);
        }
    }

    Entry entry(FilePath path, PosixFileAttributes attributes) {
        var name = path.names().isEmpty() ? "" : path.name();
        return Entries.of(name, attributes, guard().isWritable(path));
    }

    /** Looks once more, under the lock, whether the file may have that name; gives it; makes that durable. */
    Entry place(TempFile temp, FilePath file, Space.Reservation space, Check check) throws IOException {
        guard().require(file, Want.WRITE);
        try (var folder = walk(file.parent())) {
            Entry entry;
            parts.names().lock();
            try {
                var name = folder.find(file.name());
                var old = folder.lookIfThere(name);
                check.run(folder, name, old);
                if (old.isEmpty()) {
                    file.requireCreatable();
                }
                temp.moveTo(folder, name, old);
                entry = settled(folder, name, file, space);
                old.ifPresent(parts.space()::removed);
            } finally {
                parts.names().unlock();
            }
            parts.sync().sync(folder);
            return entry;
        }
    }

    private Entry settled(Folder folder, Path name, FilePath file, Space.Reservation space) throws IOException {
        var attributes = folder.look(name);
        space.settle(Space.cost(attributes));
        return entry(file, attributes);
    }

    /** The same by a rule for names that are taken; a replaced file goes to the trash. {@code SKIP} is like {@code FAIL}. */
    Entry place(TempFile temp, FilePath file, Space.Reservation space, Conflict conflict) throws IOException {
        guard().require(file, Want.WRITE);
        try (var folder = walk(file.parent())) {
            return place(temp, folder, file, space, conflict, true);
        }
    }

    /**
     * The same for an upload. A small new file gets its name first and is flushed with it, which the disk does at once;
     * the other way round a crash could never leave a name without content, but each file would wait twice.
     */
    Entry placeUpload(TempFile temp, FilePath file, Space.Reservation space, Conflict conflict) throws IOException {
        if (temp.channel().size() > MOST_NAMED_FIRST) {
            temp.channel().force(false);
            return place(temp, file, space, conflict);
        }
        guard().require(file, Want.WRITE);
        var identity = temp.attributes().fileKey();
        try (var folder = walk(file.parent())) {
            var entry = place(temp, folder, file, space, conflict, false);
            try {
                temp.channel().force(false);
            } catch (IOException e) {
                takeBack(folder, folder.find(entry.name()), identity);
                throw e;
            }
            parts.sync().sync(folder);
            return entry;
        }
    }

    /** One of many files; who makes them flushes at the end. */
    Entry placeForLater(TempFile temp, FilePath file, Space.Reservation space, Conflict conflict) throws IOException {
        guard().require(file, Want.WRITE);
        try (var folder = walk(file.parent())) {
            return place(temp, folder, file, space, conflict, false);
        }
    }

    /** A new file whose content the disk didn't take. */
    private void takeBack(Folder folder, Path name, Object identity) throws IOException {
        parts.names().lock();
        try {
            var there = folder.lookIfThere(name);
            if (there.isPresent() && identity.equals(there.get().fileKey())) {
                folder.removeFile(name);
                parts.space().removed(there.get());
            }
        } finally {
            parts.names().unlock();
        }
    }

    Entry place(
            TempFile temp, Folder folder, FilePath file, Space.Reservation space, Conflict conflict, boolean isDurable)
            throws IOException {
        Entry entry;
        parts.names().lock();
        try {
            var target = conflict == Conflict.RENAME ? freeName(folder, file) : file;
            var name = folder.find(target.name());
            var old = folder.lookIfThere(name);
            requireReplaceable(target, old, conflict == Conflict.OVERWRITE);
            if (old.isPresent()) {
                if (!isDurable) {
                    temp.channel().force(false); // what it replaces must not be lost with it
                }
                replace(temp, folder, name, target, old.get());
            } else {
                temp.moveTo(folder, name, old);
            }
            entry = settled(folder, name, target, space);
        } finally {
            parts.names().unlock();
        }
        if (isDurable) {
            parts.sync().sync(folder);
        }
        return entry;
    }

    /** Makes the old content a thing of the trash, and the new one take its name. */
    private void replace(TempFile temp, Folder folder, Path name, FilePath path, PosixFileAttributes old)
            throws IOException {
        if (parts.space().isOpen(old) || !isTrashNear(folder)) {
            temp.moveTo(folder, name, Optional.of(old));
            parts.space().removed(old);
            return;
        }
        temp.takeAfter(old);
        try {
            exchange(folder, name, path, old, () -> temp.moveTo(folder, name, Optional.empty()));
        } catch (AtomicMoveNotSupportedException e) {
            temp.moveTo(folder, name, Optional.of(old)); // another mount of the same disk: no way to the trash
            parts.space().removed(old);
        }
    }

    /** Between two renames nothing has the name; what happens then is told by the trash. */
    void exchange(Folder folder, Path name, FilePath path, PosixFileAttributes old, Step successor) throws IOException {
        var trash = parts.trash();
        trash.load(parts.root());
        var item = trash.takeReplaced(folder, name, TrashBin.Goods.of(path, old), user);
        parts.space().removed(old);
        try {
            successor.run();
        } catch (IOException | RuntimeException e) {
            parts.space().add(item.cost());
            trash.putBack(item, folder, name);
            throw e;
        }
        trash.replaced(item);
    }

    /** A file takes the name of another one, which goes to the trash where it can. */
    void replaceByRename(Folder folder, Path name, Folder target, Path to, FilePath path, PosixFileAttributes old)
            throws IOException {
        if (!parts.space().isOpen(old) && isTrashNear(target)) {
            try {
                exchange(target, to, path, old, () -> folder.rename(name, target, to));
                return;
            } catch (AtomicMoveNotSupportedException e) {
                // another mount of the same disk: no way to the trash, or none to the target, as is told next
            }
        }
        folder.rename(name, target, to);
        parts.space().removed(old);
    }

    /** Something that may fail for the disk. */
    interface Step {
        void run() throws IOException;
    }

    /** Only what is on the same disk can be renamed into the trash. */
    boolean isTrashNear(Folder folder) throws IOException {
        try (var trash = parts.trash().open()) {
            return Staging.isSameDisk(folder, trash);
        }
    }

    static void requireReplaceable(FilePath file, Optional<PosixFileAttributes> old, boolean overwrite) throws Fault {
        if (old.isEmpty()) {
            file.requireCreatable();
        } else if (overwrite) {
            PatientOpening.requireRegular(old.get());
        } else {
            throw new Fault(ErrorCode.FILE_EXISTS, file);
        }
    }

    /** The name itself, or {@code name (2).txt} and so on; call it under the lock. */
    FilePath freeName(Folder folder, FilePath wanted) throws IOException {
        var guard = guard();
        for (int i = 1; i <= MOST_NAMES; i++) {
            var path = i == 1 ? wanted : wanted.parent().child(numbered(wanted.name(), i));
            if (folder.lookIfThere(folder.find(path.name())).isEmpty()) {
                guard.require(path, Want.WRITE);
                return path;
            }
        }
        throw new Fault(ErrorCode.FILE_EXISTS, wanted);
    }

    static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        int end = dot > 0 && name.length() - dot <= 10 ? dot : name.length();
        if (name.substring(0, end).endsWith(".tar")) {
            end -= 4;
        }
        var stem = name.substring(0, end);
        var rest = " (" + number + ")" + name.substring(end);
        while ((stem + rest).getBytes(StandardCharsets.UTF_8).length > 255) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + rest;
    }
}
