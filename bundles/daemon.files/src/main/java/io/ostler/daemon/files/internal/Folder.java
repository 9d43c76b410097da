package io.ostler.daemon.files.internal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.ostler.model.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * An open folder. Everything beneath an instance's folder is reached from such a handle by a single name, so that no
 * rename or link elsewhere in the path changes what is meant. Thread-safe, but {@link #names} works once.
 *
 * <p>A folder inside is opened as {@code name/.} and only then compared with what the name is: while the handle holds
 * the folder, its identity can't be given to another, so equal identities prove that the name was that folder and no
 * link. The plain name won't do: opening it blocks where a pipe was swapped in, and the JDK closes a wrong descriptor
 * where it turns out to be a file (decision 0020).
 */
final class Folder implements Closeable {
    private static final Path HERE = Path.of(".");
    private static final int TRIES = 16;

    private final SecureDirectoryStream<Path> handle;

    private Folder(SecureDirectoryStream<Path> handle) {
        this.handle = handle;
    }

    /** Opens a folder by a path of the daemon's own, never by one that a person gave. */
    @SuppressWarnings("StreamResourceLeak") // the folder closes it
    static Folder ofTrusted(Path path) throws IOException {
        var stream = Files.newDirectoryStream(path);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new Folder(secure);
        }
        stream.close();
        throw new IOException("this platform has no folder handles (SecureDirectoryStream): " + path);
    }

    /** The folder of that path, opened name by name. */
    Folder walk(FilePath path) throws IOException {
        var folder = reopen();
        for (var name : path.names()) {
            try (var above = folder) {
                folder = above.open(above.find(name));
            }
        }
        return folder;
    }

    /** {@code NOT_A_FOLDER}, {@code PATH_OUTSIDE_ROOT} when the name is a link. */
    Folder open(Path name) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            requireFolder(look(name));
            var child = openStream(name.resolve(HERE));
            try {
                var now = look(name);
                requireFolder(now);
                if (isSame(child.attributes(), now)) {
                    return child;
                }
                child.close();
            } catch (IOException | RuntimeException e) {
                child.close();
                throw e;
            }
        }
        throw new Fault(ErrorCode.CONFLICT);
    }

    /** The same folder by a handle of its own, for another thread or a fresh look at its names. */
    Folder reopen() throws IOException {
        return openStream(HERE);
    }

    private Folder openStream(Path path) throws IOException {
        return new Folder(handle.newDirectoryStream(path, NOFOLLOW_LINKS));
    }

    private static void requireFolder(BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            throw new Fault(ErrorCode.PATH_OUTSIDE_ROOT);
        }
        if (!attributes.isDirectory()) {
            throw new NotDirectoryException(null);
        }
    }

    static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
        return one.fileKey().equals(other.fileKey());
    }

    /** Attributes of the folder itself. */
    PosixFileAttributes attributes() throws IOException {
        return handle.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
    }

    /** What has that name, without following a link. */
    PosixFileAttributes look(Path name) throws IOException {
        return handle.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes();
    }

    Optional<PosixFileAttributes> lookIfThere(Path name) throws IOException {
        try {
            return Optional.of(look(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The name as the system knows it; only one that is no UTF-8 has to be looked for. */
    Path find(String shown) throws IOException {
        Path name;
        try {
            name = Path.of(shown);
        } catch (InvalidPathException e) {
            throw new Fault(ErrorCode.PATH_INVALID);
        }
        if (ShownName.isOdd(shown) && lookIfThere(name).isEmpty()) {
            try (var again = reopen()) {
                for (var candidates = again.names(); candidates.hasNext(); ) {
                    var candidate = candidates.next();
                    if (ShownName.of(candidate).equals(shown)) {
                        return candidate;
                    }
                }
            }
        }
        return name;
    }

    /** All names, in no order, read while iterating; once per handle. Throws {@code DirectoryIteratorException}. */
    Iterator<Path> names() {
        var entries = handle.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Path next() {
                return entries.next().getFileName();
            }
        };
    }

    /** Makes a file that wasn't there, never through a link. */
    FileChannel create(Path name, FileAttribute<?>... attributes) throws IOException {
        return channel(
                name,
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                attributes);
    }

    boolean isEmpty() throws IOException {
        try (var again = reopen()) {
            return !again.names().hasNext();
        }
    }

    /** May block where the name is a pipe: {@link PatientOpening} looks after that. */
    FileChannel openFile(Path name, StandardOpenOption... how) throws IOException {
        Set<OpenOption> options = new HashSet<>(Arrays.asList(how));
        options.add(NOFOLLOW_LINKS);
        return channel(name, options);
    }

    private FileChannel channel(Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return (FileChannel) handle.newByteChannel(name, options, attributes);
    }

    /** Renames at once, replacing a file or an empty folder: check before. */
    void rename(Path from, Folder target, Path to) throws IOException {
        handle.move(from, target.handle, to);
    }

    void removeFile(Path name) throws IOException {
        handle.deleteFile(name);
    }

    void removeFolder(Path name) throws IOException {
        handle.deleteDirectory(name);
    }

    /** Its own permission bits. */
    void changeMode(Set<PosixFilePermission> mode) throws IOException {
        handle.getFileAttributeView(PosixFileAttributeView.class).setPermissions(mode);
    }

    /** When it was last changed itself. */
    void changeModified(FileTime time) throws IOException {
        handle.getFileAttributeView(PosixFileAttributeView.class).setTimes(time, null, null);
    }

    /** For files that nobody else can swap, or patiently: changing opens the name, though never through a link. */
    PosixFileAttributeView viewOf(Path name) {
        return handle.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    }

    /** Makes renames in this folder durable. */
    void sync() throws IOException {
        try (var channel = channel(HERE, Set.of(StandardOpenOption.READ))) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        handle.close();
    }
}
