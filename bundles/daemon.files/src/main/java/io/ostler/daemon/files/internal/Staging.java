package io.ostler.daemon.files.internal;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files and folders are made before they get their place by a rename: a private folder of the daemon, emptied at
 * its start. A file for another file system is made beside its target instead, under a name that lists don't show and
 * paths can't hold; what a killed daemon left there goes with the next list of that folder. Thread-safe.
 */
final class Staging {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    private static final String PREFIX = ".ostler-";
    private static final Pattern BESIDE = Pattern.compile(Pattern.quote(PREFIX) + "[0-9a-z]{24}\\.part");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path path;
    private final Set<Path> alive = ConcurrentHashMap.newKeySet();

    /** Makes the folder, or empties it of what an earlier life of the daemon left. */
    Staging(Path path) throws IOException {
        this.path = path;
        try (var folder = open()) {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
            Removal.empty(folder);
        }
    }

    private Folder open() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.getParent());
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        return Folder.ofTrusted(path);
    }

    /** @param old the file that the new one will replace */
    TempFile create(Folder target, Optional<PosixFileAttributes> old) throws IOException {
        var folder = open();
        try {
            if (isSameDisk(folder, target)) {
                var name = Path.of(random());
                return new TempFile(this, folder, name, true, folder.create(name));
            }
            folder.close();
        } catch (IOException e) {
            folder.close();
            throw e;
        }
        return createBeside(target, old);
    }

    TempFile createBeside(Folder target, Optional<PosixFileAttributes> old) throws IOException {
        var name = Path.of(temporaryName());
        var place = target.reopen();
        alive.add(name);
        try {
            var mode = old.map(
                            file -> new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(file.permissions())})
                    .orElseGet(() -> new FileAttribute<?>[0]);
            return new TempFile(this, place, name, false, place.create(name, mode));
        } catch (IOException e) {
            alive.remove(name);
            place.close();
            throw e;
        }
    }

    /** An empty folder appears under that name. Nothing may have it: an empty folder would be replaced. */
    void makeFolder(Path root, Folder target, Path name) throws IOException {
        try (var folder = open()) {
            makeFolderBy(folder, path, random(), target, name, true);
        } catch (AtomicMoveNotSupportedException e) {
            // Another disk: made at the top of the instance's folder, the one place there with a path of our own.
            try (var top = Folder.ofTrusted(root)) {
                makeFolderBy(top, root, temporaryName(), target, name, false);
            }
        }
    }

    /** Java can't make a folder through a handle, but it can move one through two. */
    private static void makeFolderBy(
            Folder place, Path placePath, String temporary, Folder target, Path name, boolean isPrivate)
            throws IOException {
        var made = Path.of(temporary);
        Files.createDirectory(placePath.resolve(made));
        try {
            if (isPrivate) {
                give(place.viewOf(made), target.attributes());
            }
            place.rename(made, target, name);
        } catch (IOException e) {
            place.removeFolder(made);
            throw e;
        }
    }

    /**
     * Gives the owner and group of something else. Only for what lies where nobody but the daemon can swap it: a program
     * could put a second name of a stranger's file in its place.
     */
    static void give(PosixFileAttributeView view, PosixFileAttributes owner) throws IOException {
        var own = view.readAttributes();
        try {
            if (!own.group().equals(owner.group())) {
                view.setGroup(owner.group());
            }
            if (!own.owner().equals(owner.owner())) {
                view.setOwner(owner.owner());
            }
        } catch (IOException e) {
            // Only root may give files away; for others the content counts and the owner becomes the daemon's.
        }
    }

    /** Whether what is made in that folder is to belong to another than the daemon. */
    boolean isOfAnother(Folder target) throws IOException {
        try (var folder = open()) {
            return !folder.attributes().owner().equals(target.attributes().owner());
        }
    }

    /** A name that lists don't show and paths can't hold. */
    static String temporaryName() {
        return PREFIX + random() + ".part";
    }

    /** Whether the name is of an unfinished file beside its target: never shown, refused in paths. */
    static boolean isTemporary(String name) {
        return name.startsWith(PREFIX) && BESIDE.matcher(name).matches();
    }

    /** Removes what no upload of this life of the daemon is working on. */
    void removeAbandoned(Folder folder, List<Path> temporary) {
        for (var name : temporary) {
            if (!alive.contains(name)) {
                try {
                    Removal.remove(folder, name);
                } catch (IOException e) {
                    LOG.debug("A left-over of an unfinished upload stays for now", e);
                }
            }
        }
    }

    void forget(Path name) {
        alive.remove(name);
    }

    static boolean isSameDisk(Folder one, Folder other) throws IOException {
        return disk(one).equals(disk(other));
    }

    /** The JDK writes "(dev=…,ino=…)"; were that to change, the refusal of the rename would tell. */
    private static String disk(Folder folder) throws IOException {
        var key = folder.attributes().fileKey().toString();
        return key.substring(0, Math.max(0, key.indexOf(',')));
    }

    private static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        var text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            text.append(Character.forDigit(b & 31, 32));
        }
        return text.toString();
    }
}
