package io.ostler.daemon.instance.internal.copy;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a tree of files into a folder that nobody else can reach yet. The source is gone through by folder handles and
 * never through a link; links and what is neither file nor folder are left out (decision 0073).
 * Confined to one thread.
 */
public final class TreeCopy {

    private static final int DEEPEST = 200;
    private static final long CHUNK = 4 << 20;

    /** Takes a file's place on a disk, whatever little is in it. */
    private static final long LEAST = 4096;

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Logger LOG = LoggerFactory.getLogger(TreeCopy.class);

    private final @Nullable Long quota;
    private final Progress progress;
    private long bytes;
    private long entries;
    private long cost;

    /** Told how far it is; throws to end it. */
    public interface Progress {
        void at(long bytes, long entries, String path);

        void leftOut(String path);
    }

    /** @param quota bytes that the copy may take, null: no limit */
    public TreeCopy(@Nullable Long quota, Progress progress) {
        this.quota = quota;
        this.progress = progress;
    }

    /** @throws OstlerException {@code QUOTA_EXCEEDED}, {@code PATH_INVALID} when folders lie too deep, or the progress's */
    public void run(Path source, Path target) throws IOException {
        Files.createDirectory(
                target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (var stream = Files.newDirectoryStream(source)) {
            if (!(stream instanceof SecureDirectoryStream<Path> folder)) {
                throw OstlerException.of(ErrorCode.CAPABILITY_MISSING, "capability", "files");
            }
            folder(folder, target, Path.of(""), 0);
            takeLooks(folder.getFileAttributeView(PosixFileAttributeView.class).readAttributes(), target);
        }
    }

    private void folder(SecureDirectoryStream<Path> from, Path to, Path path, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw OstlerException.of(ErrorCode.PATH_INVALID, "path", path.toString());
        }
        try {
            for (var child : from) {
                var name = child.getFileName();
                try {
                    entry(from, name, to.resolve(name), path.resolve(name), depth);
                } catch (NoSuchFileException e) {
                    LOG.debug("{} went meanwhile", path.resolve(name));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void entry(SecureDirectoryStream<Path> from, Path name, Path to, Path path, int depth) throws IOException {
        var looks = from.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (looks.isDirectory()) {
            spend(LEAST);
            try (var child = from.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(to);
                folder(child, to, path, depth + 1);
            }
            takeLooks(looks, to);
        } else if (looks.isRegularFile()) {
            file(from, name, to, path);
            takeLooks(looks, to);
        } else {
            progress.leftOut(path.toString());
            return;
        }
        entries++;
        progress.at(bytes, entries, path.toString());
    }

    private void file(SecureDirectoryStream<Path> from, Path name, Path to, Path path) throws IOException {
        try (SeekableByteChannel opened = from.newByteChannel(name, READ);
                var target = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (!(opened instanceof FileChannel source)) {
                throw new IOException("no file channel");
            }
            long size = source.size();
            spend(Math.max(size, LEAST));
            for (long at = 0; at < size; ) {
                long copied = source.transferTo(at, Math.min(CHUNK, size - at), target);
                if (copied <= 0) {
                    return; // cut meanwhile
                }
                at += copied;
                bytes += copied;
                progress.at(bytes, entries, path.toString());
            }
        }
    }

    private void spend(long more) {
        cost += more;
        if (quota != null && cost > quota) {
            throw new OstlerException(ErrorCode.QUOTA_EXCEEDED, Map.of("quota", Long.toString(quota)));
        }
    }

    private static void takeLooks(PosixFileAttributes looks, Path target) throws IOException {
        var view = Files.getFileAttributeView(target, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        try {
            var own = view.readAttributes();
            if (!own.owner().equals(looks.owner())) {
                view.setOwner(looks.owner());
            }
            if (!own.group().equals(looks.group())) {
                view.setGroup(looks.group());
            }
        } catch (IOException e) {
            LOG.debug("{} belongs to the daemon's account", target, e); // only root may give files away
        }
        view.setPermissions(looks.permissions());
        view.setTimes(looks.lastModifiedTime(), null, null);
    }
}
