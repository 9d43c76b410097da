package io.ostler.testkit.files;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.RandomFile;
import io.ostler.daemon.api.files.ResumableUploads;
import io.ostler.daemon.api.files.Upload;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree over a folder of a test: no rights, no races, a quota. What long work doesn't need isn't there. Set
 * {@link #quota} and {@link #denied} as the test wants. For one thread at a time.
 */
public final class FolderTree implements FileTree {
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
    };

    private final Path root;
    private final Path staging;
    public volatile long quota = Long.MAX_VALUE;
    public volatile Set<String> denied = Set.of();

    /** @param staging where files are in the making, on the same disk */
    public FolderTree(Path root, Path staging) {
        this.root = root;
        this.staging = staging;
    }

    private Path at(String path) {
        if (path.isEmpty()) {
            return root;
        }
        var at = root;
        var names = path.split("/", -1);
        for (int i = 0; i < names.length; i++) {
            boolean bad = names[i].isEmpty() || names[i].equals(".") || names[i].equals("..");
            if (bad || names[i].chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')) {
                throw OstlerException.of(ErrorCode.PATH_INVALID, "path", path);
            }
            at = at.resolve(names[i]);
            if (i < names.length - 1 && java.nio.file.Files.isSymbolicLink(at)) {
                throw OstlerException.of(ErrorCode.PATH_OUTSIDE_ROOT, "path", path);
            }
        }
        return at;
    }

    private Path allowed(String path) {
        var at = at(path);
        if (denied.contains(at.getFileName().toString())) {
            throw OstlerException.of(ErrorCode.FILE_DENIED, "path", path);
        }
        return at;
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private static <T> T on(String path, Step<T> step) {
        try {
            return step.run();
        } catch (NoSuchFileException e) {
            throw OstlerException.of(ErrorCode.FILE_NOT_FOUND, "path", path);
        } catch (FileAlreadyExistsException e) {
            throw OstlerException.of(ErrorCode.FILE_EXISTS, "path", path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Files.Entry entry(String path) {
        return on(path, () -> entry(at(path)));
    }

    private static Files.Entry entry(Path at) throws IOException {
        var attributes = java.nio.file.Files.readAttributes(at, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var kind = attributes.isSymbolicLink()
                ? Files.Kind.LINK
                : attributes.isDirectory()
                        ? Files.Kind.FOLDER
                        : attributes.isRegularFile() ? Files.Kind.FILE : Files.Kind.OTHER;
        int mode = 0;
        for (int i = 0; i < BITS.length; i++) {
            mode |= attributes.permissions().contains(BITS[i]) ? 1 << i : 0;
        }
        var modified = attributes.lastModifiedTime().toInstant();
        return new Files.Entry(at.getFileName().toString(), kind, attributes.size(), modified, mode, "", true);
    }

    @Override
    public Optional<String> linkTarget(String path) {
        return on(
                path,
                () -> Optional.of(java.nio.file.Files.readSymbolicLink(at(path)).toString()));
    }

    @Override
    public Files.Entry makeFolder(String path) {
        return on(path, () -> entry(java.nio.file.Files.createDirectory(allowed(path))));
    }

    @Override
    public void changeMode(String path, int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((mode & 1 << i) != 0) {
                permissions.add(BITS[i]);
            }
        }
        on(path, () -> java.nio.file.Files.setPosixFilePermissions(at(path), permissions));
    }

    @Override
    public void changeModified(String path, Instant modified) {
        on(path, () -> java.nio.file.Files.setLastModifiedTime(at(path), FileTime.from(modified)));
    }

    @Override
    public void walk(String path, Visitor visitor) {
        var children = on(path, () -> {
            try (var list = java.nio.file.Files.list(at(path))) {
                return list.sorted().toList();
            }
        });
        for (var child : children) {
            var name = path.isEmpty() ? child.getFileName().toString() : path + "/" + child.getFileName();
            var entry = on(name, () -> entry(child));
            if (visitor.visit(name, entry) && entry.kind() == Files.Kind.FOLDER) {
                walk(name, visitor);
            }
        }
    }

    @Override
    public Files.Usage usage() {
        long limit = quota;
        return new Files.Usage(
                used(),
                limit == Long.MAX_VALUE ? null : limit,
                0,
                0,
                root.toFile().getUsableSpace());
    }

    private long used() {
        return on("", () -> {
            try (var all = java.nio.file.Files.walk(root)) {
                return all.filter(at -> java.nio.file.Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS))
                        .mapToLong(at -> at.toFile().length())
                        .sum();
            }
        });
    }

    @Override
    public Upload upload(String path, long size, Files.Conflict conflict) {
        var target = allowed(path);
        long left = quota == Long.MAX_VALUE ? quota : quota - used();
        if (size > left) {
            throw new OstlerException(ErrorCode.QUOTA_EXCEEDED);
        }
        return on(path, () -> new StagedFile(target, size, left, conflict));
    }

    private final class StagedFile implements Upload {
        private final Path part;
        private final Path target;
        private final FileChannel channel;
        private final long size;
        private final long left;
        private final Files.Conflict conflict;
        private long written;

        StagedFile(Path target, long size, long left, Files.Conflict conflict) throws IOException {
            this.target = target;
            this.size = size;
            this.left = left;
            this.conflict = conflict;
            java.nio.file.Files.readAttributes(target.getParent(), PosixFileAttributes.class);
            this.part = java.nio.file.Files.createTempFile(staging, "part", "");
            java.nio.file.Files.setPosixFilePermissions(
                    part, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            this.channel = FileChannel.open(part, StandardOpenOption.WRITE);
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            if (written + bytes.remaining() > left) {
                throw new OstlerException(ErrorCode.QUOTA_EXCEEDED);
            }
            try {
                while (bytes.hasRemaining()) {
                    written += channel.write(bytes);
                }
            } catch (IOException e) {
                if (String.valueOf(e.getMessage()).contains("No space left")) {
                    throw new OstlerException(ErrorCode.DISK_FULL);
                }
                throw e;
            }
        }

        @Override
        public long written() {
            return written;
        }

        @Override
        public Files.Entry place() throws IOException {
            return commit();
        }

        @Override
        public Files.Entry commit() throws IOException {
            channel.close();
            if (size >= 0 && written != size) {
                throw new OstlerException(ErrorCode.UPLOAD_LENGTH_WRONG);
            }
            var place = target;
            if (java.nio.file.Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                if (conflict == Files.Conflict.FAIL || java.nio.file.Files.isDirectory(target)) {
                    throw OstlerException.of(
                            ErrorCode.FILE_EXISTS,
                            "path",
                            root.relativize(target).toString());
                }
                if (conflict == Files.Conflict.RENAME) {
                    place = target.resolveSibling(target.getFileName() + " (2)");
                }
            }
            java.nio.file.Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
            return entry(place);
        }

        @Override
        public void close() {
            on("", () -> {
                channel.close();
                return java.nio.file.Files.deleteIfExists(part);
            });
        }
    }

    @Override
    public void flush() {}

    @Override
    public Download download(String path) {
        var at = allowed(path);
        return on(path, () -> {
            if (entry(at).kind() != Files.Kind.FILE) {
                throw OstlerException.of(ErrorCode.NOT_A_FILE, "path", path);
            }
            return new OpenedFile(at, FileChannel.open(at), entry(at));
        });
    }

    private record OpenedFile(Path at, FileChannel channel, Files.Entry entry) implements Download {
        @Override
        public String name() {
            return entry.name();
        }

        @Override
        public long size() {
            return entry.size();
        }

        @Override
        public Instant modified() {
            return entry.modified();
        }

        @Override
        public String etag() {
            return "\"x\"";
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // ---- nothing that long work on archives or fetched files asks for

    @Override
    public Files.Page list(String path, @Nullable String cursor, int limit, Files.Sort sort, boolean descending) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Files.Text readText(String path, String encoding) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Files.Written writeText(String path, String text, String encoding, @Nullable String ifMatch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Files.Entry rename(String from, String to, boolean overwrite) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Files.Found search(Files.SearchRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copy(List<String> paths, FileTree target, String folder, Files.Conflict conflict, Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(List<String> paths, FileTree target, String folder, Files.Conflict conflict, Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(List<String> paths, boolean forever, Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void changeMode(List<String> paths, int mode, boolean recursive, Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Files.Trash trash() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restore(List<String> ids, Files.Conflict conflict, Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void purge(List<String> ids, Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Files.Versions versions(String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Files.Text readVersion(String path, String version, String encoding) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Files.Written restoreVersion(String path, String version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RandomFile open(String path, boolean create, boolean exclusive, boolean truncate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ResumableUploads uploads() {
        throw new UnsupportedOperationException();
    }
}
