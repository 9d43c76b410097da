package io.ostler.daemon.archive.internal.extract;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.Upload;
import io.ostler.daemon.archive.internal.ArchiveErrors;
import io.ostler.daemon.archive.internal.ArchiveLimits;
import io.ostler.daemon.archive.internal.TaskWork;
import io.ostler.daemon.archive.internal.TreePaths;
import io.ostler.daemon.archive.internal.read.ArchiveReader;
import io.ostler.daemon.archive.internal.read.Item;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts what a reader gives into a folder: file by file, each whole or not at all. What the tree refuses by its name or
 * its denied patterns is left out and noted; links are never made. Confined to one thread.
 */
public final class Extraction {
    private static final Set<ErrorCode> LEFT_OUT = Set.of(ErrorCode.FILE_DENIED, ErrorCode.PATH_INVALID);

    private final FileTree tree;
    private final String folder;
    private final Files.Conflict conflict;
    private final TaskWork work;
    private final Bounds bounds;
    private final Folders folders;
    private final Marks marks;
    /** Where each path went. */
    private final Map<String, String> written = new HashMap<>();

    private boolean tabled;
    private int files;

    /** @param size of the archive */
    public Extraction(
            FileTree tree, String folder, Files.Conflict conflict, ArchiveLimits limits, long size, TaskWork work) {
        this.tree = tree;
        this.folder = folder;
        this.conflict = conflict;
        this.work = work;
        this.bounds = new Bounds(limits, size);
        this.folders = new Folders(tree);
        this.marks = new Marks(tree);
        work.total(size);
    }

    public void run(ArchiveReader reader) throws IOException {
        var listing = reader.listing();
        tabled = listing.isPresent();
        if (listing.isPresent()) {
            judge(listing.get());
        }
        folders.make(folder);
        try {
            for (var item = reader.next(); item != null; item = reader.next()) {
                bounds.entry();
                take(reader, item);
            }
            tree.flush();
        } catch (OstlerException e) {
            if (files > 0) {
                work.note("Files that were extracted until then: " + files);
            }
            throw e;
        }
    }

    /** All that can be known beforehand, so that a refused archive leaves no trace. */
    private void judge(List<Item> items) {
        work.total(bounds.announced(items, tree.usage()));
        for (var item : items) {
            work.advance(0, 0, ArchiveErrors.shown(item.name()));
            var name = EntryName.path(item.name());
            if (conflict == Files.Conflict.FAIL && item.kind() == Item.Kind.FILE) {
                requireFree(TreePaths.join(folder, name));
            }
        }
    }

    private void requireFree(String path) {
        try {
            if (folders.entry(path).isPresent()) {
                throw OstlerException.of(ErrorCode.FILE_EXISTS, "path", path);
            }
        } catch (OstlerException e) {
            if (!LEFT_OUT.contains(e.code())) {
                throw e;
            }
        }
    }

    private void take(ArchiveReader reader, Item item) throws IOException {
        var name = EntryName.path(item.name());
        var path = TreePaths.join(folder, name);
        try {
            switch (item.kind()) {
                case FOLDER -> folders.make(path);
                case FILE -> takeFile(reader, item, path);
                case LINK -> leftOut(name, "a link");
                case OTHER -> leftOut(name, "neither file nor folder");
            }
        } catch (OstlerException e) {
            if (!LEFT_OUT.contains(e.code())) {
                throw e;
            }
            leftOut(name, e.code().name());
        }
        work.advance(0, 1, path);
    }

    private void takeFile(ArchiveReader reader, Item item, String path) throws IOException {
        folders.make(TreePaths.parent(path));
        // an entry that comes again is newer, as tar means it
        var before = written.get(path);
        if (before == null
                && conflict == Files.Conflict.SKIP
                && folders.entry(path).isPresent()) {
            leftOut(path, "it is there");
            return;
        }
        var target = before == null ? path : before;
        var rule = before == null ? conflictOfUpload() : Files.Conflict.OVERWRITE;
        try (var upload = tree.upload(target, item.size(), rule)) {
            reader.content(new FileSink(upload, path, item.size(), count -> {
                bounds.bytes(count);
                tell(reader, count, path);
            }));
            var made = TreePaths.join(TreePaths.parent(path), commit(upload, path));
            files++;
            written.put(path, made);
            marks.set(made, item);
        } catch (OstlerException e) {
            if (conflict != Files.Conflict.SKIP || e.code() != ErrorCode.FILE_EXISTS) {
                throw e;
            }
            leftOut(path, "it is there");
        }
    }

    private void tell(ArchiveReader reader, int count, String path) {
        if (tabled) {
            work.advance(count, 0, path);
        } else {
            work.at(reader.position(), path);
        }
    }

    private static String commit(Upload upload, String path) {
        try {
            return upload.place().name();
        } catch (IOException e) {
            throw new OstlerException(ErrorCode.STORAGE_FAILED, Map.of(), e);
        } catch (OstlerException e) {
            throw e.code() == ErrorCode.UPLOAD_LENGTH_WRONG ? ArchiveErrors.refused(path, "shorter than it says") : e;
        }
    }

    private Files.Conflict conflictOfUpload() {
        return conflict == Files.Conflict.SKIP ? Files.Conflict.FAIL : conflict;
    }

    private void leftOut(String name, String reason) {
        work.note("Left out: %s (%s)".formatted(ArchiveErrors.shown(name), reason));
    }
}
