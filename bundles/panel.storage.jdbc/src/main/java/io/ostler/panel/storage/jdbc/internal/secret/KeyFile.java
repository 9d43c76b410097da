package io.ostler.panel.storage.jdbc.internal.secret;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code DATA/panel/secrets.key}: the key ring in a file that its owner alone may read. Thread-safe. */
public final class KeyFile {
    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private @Nullable KeyRing read;
    private @Nullable Stamp asOf;

    public KeyFile(Path data) {
        file = data.resolve("panel").resolve("secrets.key");
    }

    public Path path() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * The keys as they are now; a first one is made where there is none.
     *
     * @throws IOException also when others than the owner may read the file
     */
    public synchronized KeyRing ring() throws IOException {
        try {
            return readRing();
        } catch (NoSuchFileException e) {
            create();
            return readRing();
        }
    }

    /** Makes a new key the current one; the others go on opening. */
    public synchronized KeyRing rotate() throws IOException {
        var more = ring().with(fresh());
        var next = write(more);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
        return readRing();
    }

    private KeyRing readRing() throws IOException {
        var stamp = Stamp.of(file);
        var known = read;
        if (known != null && stamp.equals(asOf)) {
            return known;
        }
        if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(file + " may be read by others; chmod 600 it, and make a new key when others were"
                    + " on this machine: bin/ostler secrets rotate");
        }
        try {
            var ring = KeyRing.parse(Files.readString(file));
            read = ring;
            asOf = stamp;
            return ring;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage() + "; put back a copy of it", e);
        }
    }

    /** Of two processes that make the first key at once, one wins and both use it. */
    private void create() throws IOException {
        Files.createDirectories(file.getParent());
        var next = write(KeyRing.first(fresh()));
        try {
            Files.createLink(file, next);
        } catch (FileAlreadyExistsException e) {
            // The other process was faster.
        } finally {
            Files.delete(next);
        }
        forceFolder();
    }

    private Path write(KeyRing ring) throws IOException {
        var next =
                Files.createTempFile(file.getParent(), "secrets", ".new", PosixFilePermissions.asFileAttribute(OWNER));
        Files.write(next, ring.text().getBytes(StandardCharsets.UTF_8));
        try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return next;
    }

    private void forceFolder() throws IOException {
        try (var folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** The time alone is too coarse: a new key may come within the same tick. */
    private record Stamp(@Nullable Object inode, FileTime time) {
        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.fileKey(), attributes.lastModifiedTime());
        }
    }

    private static byte[] fresh() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
