package io.ostler.daemon.archive.internal.write;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.archive.internal.ArchiveErrors;
import io.ostler.daemon.archive.internal.TreePaths;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts entries of one folder, with all beneath them, into an archive. What the person can't read or what vanishes
 * meanwhile is left out and noted. Confined to one thread.
 */
public final class Packing {
    /** Reasons why one entry stays out; everything else ends the work. */
    private static final Set<ErrorCode> LEFT_OUT = Set.of(
            ErrorCode.FILE_DENIED,
            ErrorCode.FILE_ACCESS_DENIED,
            ErrorCode.FILE_NOT_FOUND,
            ErrorCode.NOT_A_FILE,
            ErrorCode.PATH_INVALID,
            ErrorCode.PATH_OUTSIDE_ROOT);

    private final FileTree tree;
    private final List<String> paths;
    private final FileTree.Work work;
    private final @Nullable String except;
    private final int prefix;

    /** @param except a path that stays out: the archive that is replaced */
    public Packing(FileTree tree, List<String> paths, @Nullable String except, FileTree.Work work) {
        this.tree = tree;
        this.paths = paths;
        this.except = except;
        this.work = work;
        var first = paths.getFirst();
        int parent = first.lastIndexOf('/');
        this.prefix = first.isEmpty() ? 0 : parent + 1;
    }

    /** Bytes of files as they are now. */
    public long size() {
        var total = new long[1];
        eachEntry((path, entry) -> {
            total[0] += entry.kind() == Files.Kind.FILE ? entry.size() : 0;
            work.advance(0, 0, path);
            return true;
        });
        return total[0];
    }

    /** Writes the whole archive and closes neither tree nor stream, except when it fails. */
    public void write(Files.ArchiveFormat format, OutputStream out) throws IOException {
        try (var writer = Writers.open(format, new KeptOpen(out))) {
            eachEntry((path, entry) -> {
                try {
                    return put(writer, path, entry);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    private void eachEntry(FileTree.Visitor visitor) {
        for (var path : paths) {
            if (path.isEmpty()) {
                tree.walk("", visitor);
                continue;
            }
            var entry = tree.entry(path);
            if (visitor.visit(path, entry) && entry.kind() == Files.Kind.FOLDER) {
                tree.walk(path, visitor);
            }
        }
    }

    private boolean put(ArchiveWriter writer, String path, Files.Entry entry) throws IOException {
        if (path.equals(except)) {
            return false;
        }
        var name = path.substring(prefix);
        switch (entry.kind()) {
            case FOLDER -> writer.folder(name, entry);
            case FILE -> putFile(writer, path, name, entry);
            case LINK -> putLink(writer, path, name, entry);
            case OTHER -> leftOut(path, "neither file, folder nor link");
        }
        work.advance(0, 1, path);
        return true;
    }

    private void putFile(ArchiveWriter writer, String path, String name, Files.Entry entry) throws IOException {
        var download = open(path);
        if (download == null) {
            return;
        }
        try (download) {
            if (!writer.file(name, entry, download, bytes -> work.advance(bytes, 0, path))) {
                work.note("Became shorter while it was read: " + ArchiveErrors.shown(path));
            }
        }
    }

    private void putLink(ArchiveWriter writer, String path, String name, Files.Entry entry) throws IOException {
        if (!writer.keepsLinks()) {
            leftOut(path, "a link");
            return;
        }
        var target = unlessLeftOut(path, () -> tree.linkTarget(path));
        if (target == null) {
            return;
        }
        if (target.isPresent()) {
            writer.link(name, entry, target.get());
        } else {
            leftOut(path, "a link");
        }
    }

    private @Nullable Download open(String path) {
        return unlessLeftOut(path, () -> tree.download(path));
    }

    /** Null where the person may not read it or it has become something else; that is noted. */
    private <T> @Nullable T unlessLeftOut(String path, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (OstlerException e) {
            if (!LEFT_OUT.contains(e.code())) {
                throw e;
            }
            leftOut(path, e.code().name());
            return null;
        }
    }

    private void leftOut(String path, String reason) {
        work.note("Left out: %s (%s)".formatted(ArchiveErrors.shown(path), reason));
    }

    /** All paths must lie in one folder, or the names in the archive would say nothing. */
    public static void check(List<String> paths) {
        if (paths.isEmpty() || paths.size() > 10_000) {
            throw OstlerException.invalid("paths", "1 to 10000 entries");
        }
        var folder = TreePaths.parent(paths.getFirst());
        boolean apart = paths.stream().anyMatch(path -> !TreePaths.parent(path).equals(folder));
        if (apart
                || (paths.size() > 1 && paths.contains(""))
                || Set.copyOf(paths).size() < paths.size()) {
            throw OstlerException.invalid("paths", "different entries of one folder");
        }
    }
}
