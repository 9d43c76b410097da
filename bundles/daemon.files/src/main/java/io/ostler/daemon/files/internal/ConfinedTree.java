package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.Upload;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Page;
import io.ostler.protocol.Files.Sort;
import io.ostler.protocol.Files.Text;
import io.ostler.protocol.Files.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The files of one instance. Thread-safe: whatever checks a name and then gives it to another file does both under the
 * instance's lock, so that of two writers one wins and the other is told. Programs outside of the daemon don't know the
 * lock; between check and rename they have some microseconds.
 */
final class ConfinedTree implements FileTree {
    private final Path root;
    private final Staging staging;
    private final Listings listings;
    private final PatientOpening opening;
    private final ReentrantLock names;

    ConfinedTree(Path root, Staging staging, Listings listings, PatientOpening opening, ReentrantLock names) {
        this.root = root;
        this.staging = staging;
        this.listings = listings;
        this.opening = opening;
        this.names = names;
    }

    @Override
    public Page list(String path, @Nullable String cursor, int limit, Sort sort, boolean descending) {
        var folder = FilePath.of(path);
        return in(
                folder,
                folder,
                open -> listings.page(folder, open, cursor, limit, new Listing.Order(sort, descending)));
    }

    @Override
    public Entry entry(String path) {
        var file = FilePath.of(path);
        if (file.names().isEmpty()) {
            return in(file, file, folder -> Entries.of("", folder.attributes()));
        }
        return in(file.parent(), file, folder -> Entries.of(file.name(), folder.look(folder.find(file.name()))));
    }

    @Override
    public Text readText(String path, String encoding) {
        var file = FilePath.ofChild(path);
        var charset = TextFiles.charset(encoding);
        return in(file.parent(), file, folder -> {
            var open = opening.open(folder, folder.find(file.name()));
            try (var channel = open.channel()) {
                var bytes = TextFiles.readAll(channel);
                var decoded = TextFiles.decode(bytes, charset);
                var modified = open.attributes().lastModifiedTime().toInstant();
                return new Text(path, decoded.text(), decoded.encoding(), ETags.of(bytes), modified, bytes.length);
            }
        });
    }

    @Override
    public Written writeText(String path, String text, String encoding, @Nullable String ifMatch) {
        var file = FilePath.ofChild(path);
        var charset = TextFiles.charset(encoding);
        return in(file.parent(), file, folder -> {
            var bytes = TextFiles.encode(text, charset);
            try (var temp = staging.create(folder, folder.lookIfThere(folder.find(file.name())))) {
                for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                    temp.channel().write(left);
                }
                temp.channel().force(false);
                var entry = place(temp, file, (at, name, old) -> requireUnchanged(at, name, old, ifMatch));
                return new Written(entry, ETags.of(bytes));
            }
        });
    }

    private void requireUnchanged(Folder folder, Path name, Optional<PosixFileAttributes> old, @Nullable String ifMatch)
            throws IOException {
        if (ifMatch == null) {
            requireNothing(old);
            return;
        }
        try (var channel = opening.open(folder, name).channel()) {
            boolean isText = channel.size() <= TextFiles.MAX_BYTES;
            if (!isText || !ETags.of(TextFiles.readAll(channel)).equals(ifMatch)) {
                throw new Fault(ErrorCode.FILE_CHANGED);
            }
        }
    }

    @Override
    public Entry makeFolder(String path) {
        var made = FilePath.ofChild(path);
        return in(made.parent(), made, folder -> {
            made.requireCreatable();
            var name = folder.find(made.name());
            names.lock();
            try {
                requireNothing(folder.lookIfThere(name));
                staging.makeFolder(root, folder, name);
            } finally {
                names.unlock();
            }
            folder.sync();
            return Entries.of(made.name(), folder.look(name));
        });
    }

    @Override
    public Entry rename(String from, String to, boolean overwrite) {
        var source = FilePath.ofChild(from);
        var target = FilePath.ofChild(to);
        if (source.isAbove(target)) {
            throw new OstlerException(
                    ErrorCode.PATH_INVALID, Map.of("path", to, "rule", "not inside of what is moved"));
        }
        if (source.equals(target)) {
            return entry(from);
        }
        return in(source.parent(), source, folder -> {
            var name = folder.find(source.name());
            var what = folder.look(name);
            return in(target.parent(), target, targetFolder -> {
                var entry = renameTo(folder, name, what, targetFolder, target, overwrite);
                folder.sync();
                targetFolder.sync();
                return entry;
            });
        });
    }

    private Entry renameTo(
            Folder folder, Path name, PosixFileAttributes what, Folder targetFolder, FilePath target, boolean overwrite)
            throws IOException {
        var targetName = targetFolder.find(target.name());
        names.lock();
        try {
            var old = targetFolder.lookIfThere(targetName);
            requireReplaceable(target, old, overwrite && !what.isDirectory());
            folder.rename(name, targetFolder, targetName);
            if (old.isPresent() && Folder.isSame(what, old.get())) {
                folder.removeFile(name); // two names of one file: the system leaves both
            }
            return Entries.of(target.name(), targetFolder.look(targetName));
        } finally {
            names.unlock();
        }
    }

    @Override
    public void delete(List<String> paths, boolean forever, FileTree.Work work) {
        var all = paths.stream().map(FilePath::ofChild).toList();
        for (var path : all) {
            in(path.parent(), path, folder -> {
                Removal.remove(folder, folder.find(path.name()));
                folder.sync();
                return path;
            });
        }
    }

    @Override
    public Upload upload(String path, long size, io.ostler.protocol.Files.Conflict conflict) {
        boolean overwrite = conflict == io.ostler.protocol.Files.Conflict.OVERWRITE;
        var file = FilePath.ofChild(path);
        return in(file.parent(), file, folder -> {
            var old = folder.lookIfThere(folder.find(file.name()));
            requireReplaceable(file, old, overwrite);
            if (size > Files.getFileStore(root).getUsableSpace()) {
                throw new Fault(ErrorCode.DISK_FULL);
            }
            return new StagedUpload(
                    file,
                    staging.create(folder, old),
                    size,
                    temp -> place(temp, file, (at, name, now) -> requireReplaceable(file, now, overwrite)));
        });
    }

    @Override
    public Download download(String path) {
        var file = FilePath.ofChild(path);
        return in(
                file.parent(),
                file,
                folder -> opening.open(folder, folder.find(file.name())).asDownload(file.name()));
    }

    /** Looks once more, under the lock, whether the file may have that name; gives it; makes that durable. */
    private Entry place(TempFile temp, FilePath file, Check check) throws IOException {
        try (var folder = walk(file.parent())) {
            var name = folder.find(file.name());
            Entry entry;
            names.lock();
            try {
                var old = folder.lookIfThere(name);
                check.run(folder, name, old);
                if (old.isEmpty()) {
                    file.requireCreatable();
                }
                temp.moveTo(folder, name, old);
                entry = Entries.of(file.name(), folder.look(name));
            } finally {
                names.unlock();
            }
            folder.sync();
            return entry;
        }
    }

    private static void requireNothing(Optional<PosixFileAttributes> old) throws Fault {
        if (old.isPresent()) {
            throw new Fault(ErrorCode.FILE_EXISTS);
        }
    }

    private static void requireReplaceable(FilePath file, Optional<PosixFileAttributes> old, boolean overwrite)
            throws Fault {
        if (old.isEmpty()) {
            file.requireCreatable();
        } else if (overwrite) {
            PatientOpening.requireRegular(old.get());
        } else {
            throw new Fault(ErrorCode.FILE_EXISTS);
        }
    }

    private Folder walk(FilePath path) throws IOException {
        try (var open = Folder.ofTrusted(root)) {
            return open.walk(path);
        }
    }

    /** Does something in a folder; errors name the path that the person gave. */
    private <T> T in(FilePath folder, FilePath named, Doing<T> work) {
        try (var open = walk(folder)) {
            return work.in(open);
        } catch (IOException e) {
            throw FileErrors.of(named, e);
        }
    }

    private static UnsupportedOperationException later() {
        return new UnsupportedOperationException("not yet");
    }

    @Override
    public void remove(String path) {
        throw later();
    }

    @Override
    public void changeMode(String path, int mode) {
        throw later();
    }

    @Override
    public void changeModified(String path, java.time.Instant modified) {
        throw later();
    }

    @Override
    public void walk(String path, Visitor visitor) {
        throw later();
    }

    @Override
    public io.ostler.protocol.Files.Found search(io.ostler.protocol.Files.SearchRequest request) {
        throw later();
    }

    @Override
    public io.ostler.protocol.Files.Usage usage() {
        throw later();
    }

    @Override
    public void copy(
            List<String> paths,
            FileTree target,
            String folder,
            io.ostler.protocol.Files.Conflict conflict,
            FileTree.Work work) {
        throw later();
    }

    @Override
    public void move(
            List<String> paths,
            FileTree target,
            String folder,
            io.ostler.protocol.Files.Conflict conflict,
            FileTree.Work work) {
        throw later();
    }

    @Override
    public void changeMode(List<String> paths, int mode, boolean recursive, FileTree.Work work) {
        throw later();
    }

    @Override
    public io.ostler.protocol.Files.Trash trash() {
        throw later();
    }

    @Override
    public void restore(List<String> ids, io.ostler.protocol.Files.Conflict conflict, FileTree.Work work) {
        throw later();
    }

    @Override
    public void purge(List<String> ids, FileTree.Work work) {
        throw later();
    }

    @Override
    public io.ostler.protocol.Files.Versions versions(String path) {
        throw later();
    }

    @Override
    public Text readVersion(String path, String version, String encoding) {
        throw later();
    }

    @Override
    public Written restoreVersion(String path, String version) {
        throw later();
    }

    @Override
    public io.ostler.daemon.api.files.RandomFile open(
            String path, boolean create, boolean exclusive, boolean truncate) {
        throw later();
    }

    @Override
    public io.ostler.daemon.api.files.ResumableUploads uploads() {
        throw later();
    }

    private interface Doing<T> {
        T in(Folder folder) throws IOException;
    }

    private interface Check {
        void run(Folder folder, Path name, Optional<PosixFileAttributes> old) throws IOException;
    }
}
