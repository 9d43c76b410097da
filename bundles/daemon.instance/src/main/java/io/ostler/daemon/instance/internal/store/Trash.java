package io.ostler.daemon.instance.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where deleted things go first: one rename takes a whole instance away, and what is left of it after a crash lies here
 * and nowhere else. Emptying goes by folder handles, never through a link. Thread-safe.
 */
public final class Trash {

    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);
    private static final int DEEPEST = 50;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    public Trash(Path folder) throws IOException {
        this.folder = folder;
        InstanceFolders.createPrivate(folder);
    }

    /** Takes a file or folder away, durably and at once; nothing happens when it isn't there. */
    public void take(Path path) throws IOException {
        try {
            Files.move(path, folder.resolve(path.getFileName() + "." + random()), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone already", path);
            return;
        }
        try {
            DurableFile.forceFolder(Objects.requireNonNull(path.getParent()));
        } catch (IOException e) {
            LOG.error("That {} was taken away may not survive a loss of power", path, e);
        }
    }

    /** Blocks for as long as it takes; what can't be removed is tried again by the next life of the daemon. */
    public void empty() {
        try {
            while (isEmptiedOnce()) {
                LOG.debug("Deep folders of {} are next", folder);
            }
        } catch (IOException e) {
            LOG.warn("{} is not empty yet", folder, e);
        }
    }

    /** One way through; says whether there is more to do. */
    private boolean isEmptiedOnce() throws IOException {
        try (var stream = Files.newDirectoryStream(folder)) {
            if (!(stream instanceof SecureDirectoryStream<Path> root)) {
                LOG.error("{} is not emptied: no folder handles on this system", folder);
                return false;
            }
            boolean more = false;
            for (var entry : root) {
                more |= remove(root, root, entry.getFileName(), 0);
            }
            return more;
        }
    }

    /** Each level holds a descriptor open, so what lies very deep is moved up and removed on the next way through. */
    private static boolean remove(
            SecureDirectoryStream<Path> root, SecureDirectoryStream<Path> parent, Path name, int depth)
            throws IOException {
        try {
            var attributes = parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (!attributes.isDirectory()) {
                parent.deleteFile(name);
                return false;
            }
            if (depth == DEEPEST) {
                parent.move(name, root, Path.of("deep." + random()));
                return true;
            }
            boolean more = false;
            try (var children = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                for (var child : children) {
                    more |= remove(root, children, child.getFileName(), depth + 1);
                }
            }
            parent.deleteDirectory(name);
            return more;
        } catch (NoSuchFileException e) {
            LOG.debug("{} went by itself", name);
            return false;
        }
    }

    private static String random() {
        var bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
