package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.RandomFile;
import io.ostler.daemon.api.files.ResumableUploads;
import io.ostler.daemon.api.files.Upload;
import io.ostler.daemon.files.internal.Guard.Want;
import io.ostler.model.FileRights;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Found;
import io.ostler.protocol.Files.Page;
import io.ostler.protocol.Files.SearchRequest;
import io.ostler.protocol.Files.Sort;
import io.ostler.protocol.Files.Text;
import io.ostler.protocol.Files.Trash;
import io.ostler.protocol.Files.Usage;
import io.ostler.protocol.Files.Versions;
import io.ostler.protocol.Files.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of one instance for one person. Thread-safe: whatever checks a name and then gives it to another file does
 * both under the instance's lock, so that of two writers one wins and the other is told. Programs outside of the daemon
 * don't know the lock; between check and rename they have some microseconds.
 */
final class ConfinedTree implements FileTree {
    private final Confined confined;
    private final TreeParts parts;
    private final EntryWork entries;
    private final TextWork texts;
    private final ByteWork bytes;

    ConfinedTree(TreeParts parts, FileRights rights, @Nullable UserId user) {
        this.confined = new Confined(parts, rights, user);
        this.parts = parts;
        this.entries = new EntryWork(confined);
        this.texts = new TextWork(confined);
        this.bytes = new ByteWork(confined);
    }

    @Override
    public Page list(String path, @Nullable String cursor, int limit, Sort sort, boolean descending) {
        var folder = FilePath.of(path);
        var order = new Listing.Order(sort, descending);
        return confined.folder(
                folder, Want.SEE, open -> parts.listings().page(folder, open, cursor, limit, order, confined.guard()));
    }

    @Override
    public Entry entry(String path) {
        return entries.entry(FilePath.of(path));
    }

    @Override
    public Text readText(String path, String encoding) {
        return texts.read(FilePath.ofChild(path), encoding);
    }

    @Override
    public Written writeText(String path, String text, String encoding, @Nullable String ifMatch) {
        return texts.write(FilePath.ofChild(path), text, encoding, ifMatch);
    }

    @Override
    public Entry makeFolder(String path) {
        return entries.makeFolder(FilePath.ofChild(path));
    }

    @Override
    public Entry rename(String from, String to, boolean overwrite) {
        return entries.rename(FilePath.ofChild(from), FilePath.ofChild(to), overwrite);
    }

    @Override
    public void remove(String path) {
        entries.remove(FilePath.ofChild(path));
    }

    @Override
    public void changeMode(String path, int mode) {
        entries.changeMode(FilePath.ofChild(path), mode);
    }

    @Override
    public void changeModified(String path, Instant modified) {
        entries.changeModified(FilePath.ofChild(path), modified);
    }

    @Override
    public Optional<String> linkTarget(String path) {
        return entries.linkTarget(FilePath.ofChild(path));
    }

    @Override
    public void walk(String path, Visitor visitor) {
        var top = FilePath.of(path);
        confined.folder(top, Want.SEE, folder -> {
            Walker.walk(
                    folder,
                    top,
                    (in, name, child, attributes) -> confined.guard().isVisible(child)
                            && visitor.visit(child.toString(), confined.entry(child, attributes)));
            return top;
        });
    }

    @Override
    public Found search(SearchRequest request) {
        return new Searching(confined, request).run();
    }

    @Override
    public Usage usage() {
        try {
            long used = parts.space().used();
            return new Usage(
                    used,
                    parts.policy().quota(),
                    parts.trash().total(),
                    parts.versions().total(),
                    java.nio.file.Files.getFileStore(parts.root()).getUsableSpace());
        } catch (IOException e) {
            throw FileErrors.of(FilePath.of(""), e);
        }
    }

    // ---- long work

    @Override
    public void copy(List<String> paths, FileTree target, String folder, Conflict conflict, Work work) {
        new Transfers(confined, confined(target), conflict, work, false).run(children(paths), FilePath.of(folder));
    }

    @Override
    public void move(List<String> paths, FileTree target, String folder, Conflict conflict, Work work) {
        new Transfers(confined, confined(target), conflict, work, true).run(children(paths), FilePath.of(folder));
    }

    private static Confined confined(FileTree tree) {
        if (tree instanceof ConfinedTree ours) {
            return ours.confined;
        }
        throw new IllegalArgumentException("a tree of another service");
    }

    private static List<FilePath> children(List<String> paths) {
        return paths.stream().map(FilePath::ofChild).toList();
    }

    @Override
    public void delete(List<String> paths, boolean forever, Work work) {
        new Deletions(confined).delete(children(paths), forever, work);
    }

    @Override
    public void changeMode(List<String> paths, int mode, boolean recursive, Work work) {
        EntryWork.requireMode(mode);
        for (var path : children(paths)) {
            confined.child(path, Want.WRITE, (folder, name) -> {
                if (folder.look(name).isDirectory() && recursive) {
                    new Modes(entries, confined, mode, work).change(folder, name, path);
                } else {
                    entries.changeMode(folder, name, mode);
                    work.advance(0, 1, path.toString());
                }
                return path;
            });
        }
    }

    /** Modes of all that lies in a folder: its content first, as a folder may not be opened any more afterwards. */
    private record Modes(EntryWork entries, Confined confined, int mode, Work work) implements Walker.Visit {
        private static final int EXECUTE = 0111;

        void change(Folder folder, Path name, FilePath path) throws IOException {
            try (var open = folder.open(name)) {
                Walker.walk(open, path, this);
            }
            left(folder, name, path, folder.look(name));
        }

        @Override
        public boolean entry(Folder folder, Path name, FilePath path, PosixFileAttributes attributes)
                throws IOException {
            if (!confined.guard().isVisible(path)) {
                return false;
            }
            if (attributes.isDirectory()) {
                return true;
            }
            set(folder, name, path, attributes.isRegularFile(), mode);
            return false;
        }

        @Override
        public void left(Folder folder, Path name, FilePath path, PosixFileAttributes attributes) throws IOException {
            set(folder, name, path, true, mode | ((mode >> 2) & EXECUTE));
        }

        private void set(Folder folder, Path name, FilePath path, boolean hasMode, int its) throws IOException {
            if (!hasMode || !confined.guard().isWritable(path)) {
                work.note(path + ": left as it is");
                return;
            }
            try {
                entries.changeMode(folder, name, its);
            } catch (java.nio.file.NoSuchFileException e) {
                return; // gone meanwhile
            }
            work.advance(0, 1, path.toString());
        }
    }

    // ---- trash and versions

    @Override
    public Trash trash() {
        return new Deletions(confined).list();
    }

    @Override
    public void restore(List<String> ids, Conflict conflict, Work work) {
        new Deletions(confined).restore(ids, conflict, work);
    }

    @Override
    public void purge(List<String> ids, Work work) {
        new Deletions(confined).purge(ids, work);
    }

    @Override
    public Versions versions(String path) {
        return texts.versions(FilePath.ofChild(path));
    }

    @Override
    public Text readVersion(String path, String version, String encoding) {
        return texts.readVersion(FilePath.ofChild(path), version, encoding);
    }

    @Override
    public Written restoreVersion(String path, String version) {
        return texts.restoreVersion(FilePath.ofChild(path), version);
    }

    // ---- bytes

    @Override
    public Upload upload(String path, long size, Conflict conflict) {
        return bytes.upload(FilePath.ofChild(path), size, conflict);
    }

    @Override
    public void flush() {
        bytes.flush();
    }

    @Override
    public Download download(String path) {
        return bytes.download(FilePath.ofChild(path));
    }

    @Override
    public RandomFile open(String path, boolean create, boolean exclusive, boolean truncate) {
        return bytes.open(FilePath.ofChild(path), create, exclusive, truncate);
    }

    @Override
    public ResumableUploads uploads() {
        return new ResumableUploads() {
            @Override
            public Part create(String path, long size, Conflict conflict, UserId user) {
                return bytes.create(FilePath.ofChild(path), size, conflict, user);
            }

            @Override
            public Optional<Part> open(String id, UserId user) {
                return bytes.open(id, user);
            }
        };
    }
}
