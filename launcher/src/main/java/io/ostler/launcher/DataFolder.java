package io.ostler.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything an installation must not lose, and this process's hold on it.
 *
 * <p>{@link #look} changes nothing on disk, so that a refused start leaves no trace; {@link #claim} makes the folder
 * ours. Confined to the starting thread.
 */
public final class DataFolder implements AutoCloseable {
    static final String MARKER = "ostler.data";
    private static final int FORMAT = 1;

    /**
     * What a disk's own root holds, what a start that was cut off or {@code bin/ostler warm} may have left, and the
     * folders of {@link #BEFOREHAND}.
     */
    private static final Set<String> NOTHING =
            Set.of("lost+found", "lock", "cache", MARKER + ".new", "panel", "daemon");

    /**
     * What is there before the first start: in the panel's folder the choice of the database and keys for a restore, in
     * the daemon's what {@code bin/ostler enrol} wrote.
     */
    private static final Map<String, Set<String>> BEFOREHAND =
            Map.of("panel", Set.of("database.cfg", "secrets.key", "identity"), "daemon", Set.of("identity"));

    private final Path path;
    private final Kind kind;
    private @Nullable DataLock lock;

    private DataFolder(Path path, Kind kind) {
        this.path = path;
        this.kind = kind;
    }

    /**
     * Looks whether the folder can serve and, when it holds data already, that nobody else holds it.
     *
     * @throws StartRefused if it belongs to something else, to another distribution or to a running process
     */
    public static DataFolder look(Path path, Kind kind) throws StartRefused {
        var folder = new DataFolder(path, kind);
        if (Files.exists(path)) {
            folder.lookInside();
        } else {
            folder.lookAbove();
        }
        return folder;
    }

    private void lookAbove() throws StartRefused {
        Path above = path.getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above == null || !Files.isDirectory(above) || !Files.isWritable(above)) {
            throw new StartRefused(
                    "The data folder " + path + " can't be created in " + above,
                    "Choose another with --data or check the permissions");
        }
    }

    private void lookInside() throws StartRefused {
        if (!Files.isDirectory(path)) {
            throw new StartRefused("The data folder " + path + " is not a folder", "Choose another with --data");
        }
        if (!Files.isReadable(path) || !Files.isWritable(path) || !Files.isExecutable(path)) {
            throw new StartRefused(
                    "The data folder " + path + " can't be written",
                    "Start as its owner or choose another with --data");
        }
        if (Files.exists(path.resolve(MARKER))) {
            readMarker();
            lock = DataLock.takeIfPresent(path);
        } else if (!isEmpty()) {
            throw new StartRefused(
                    "The folder " + path + " is not empty and holds no data of Ostler",
                    "Choose another or a new one with --data");
        }
    }

    private boolean isEmpty() throws StartRefused {
        try {
            for (var part : BEFOREHAND.entrySet()) {
                Path folder = path.resolve(part.getKey());
                if (Files.exists(folder) && !(Files.isDirectory(folder) && holdsOnly(folder, part.getValue()))) {
                    return false;
                }
            }
            return holdsOnly(path, NOTHING);
        } catch (IOException e) {
            throw new StartRefused("The data folder " + path + " can't be read", "Check the disk and its permissions");
        }
    }

    private static boolean holdsOnly(Path folder, Set<String> names) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!names.contains(name)) {
                    return false;
                }
            }
            return true;
        }
    }

    private void readMarker() throws StartRefused {
        var facts = new Properties();
        Kind owner;
        int format;
        try (Reader in = Files.newBufferedReader(path.resolve(MARKER))) {
            facts.load(in);
            owner = Kind.ofWord(facts.getProperty("kind", ""));
            format = Integer.parseInt(facts.getProperty("format", ""));
        } catch (IOException | IllegalArgumentException e) {
            throw new StartRefused(
                    "The file " + path.resolve(MARKER) + " is broken", "Restore the data folder from a backup");
        }
        if (owner != kind) {
            throw new StartRefused(
                    "The data folder " + path + " belongs to the distribution " + owner.word() + ", this is "
                            + kind.word(),
                    "Choose another folder with --data");
        }
        if (format > FORMAT) {
            throw new StartRefused(
                    "The data folder " + path + " was written by a newer Ostler (format " + format + ")",
                    "Start that version, or restore a backup of before");
        }
    }

    /** Creates what is missing and takes the hold; {@code note} tells a second start who has it. */
    public void claim(String note) throws StartRefused {
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            if (!Files.exists(path.resolve(MARKER))) {
                writeMarker();
            }
            if (lock == null) {
                lock = DataLock.take(path);
            }
            lock.sign(note);
            Files.createDirectories(path.resolve("log"));
            Files.createDirectories(path.resolve("cache"));
            Files.createDirectories(path.resolve("karaf").resolve("tmp"));
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + path + " can't be written: " + e.getMessage(),
                    "Check the disk and its permissions");
        }
    }

    private void writeMarker() throws IOException {
        Path fresh = path.resolve(MARKER + ".new");
        String text = "# What this folder is. Don't edit.\nkind = " + kind.word() + "\nformat = " + FORMAT + "\n";
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            Files.move(fresh, path.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, path.resolve(MARKER));
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
