package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.files.FileWork;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.daemon.api.task.TaskBoard.Run;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import io.ostler.protocol.Files.Kind;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.Tasks.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks what can be checked at once, and puts the rest on the board. Thread-safe. */
@Component(service = FileWork.class)
public final class FileWorkService implements FileWork {
    private static final int MOST_PATHS = 10_000;

    private final FileTrees trees;
    private final TaskBoard board;

    @Activate
    public FileWorkService(@Reference FileTrees trees, @Reference TaskBoard board) {
        this.trees = trees;
        this.board = board;
    }

    @Override
    public Tasks.Snapshot copy(Files.TransferRequest request) {
        var source = trees.of(request.instance(), request.rights(), request.user());
        var target = target(source, request);
        requireThere(source, request.paths());
        return board.start(request.instance(), Tasks.Kind.COPY, about(request), request.user(), run -> {
            var total = Count.of(source, request.paths(), run);
            var work = new Reported(run, Unit.BYTES, total.bytes());
            source.copy(request.paths(), target, request.folder(), request.conflict(), work);
        });
    }

    @Override
    public Tasks.Snapshot move(Files.TransferRequest request) {
        var source = trees.of(request.instance(), request.rights(), request.user());
        var target = target(source, request);
        requireThere(source, request.paths());
        boolean isCopied =
                request.target() != null && !request.target().instance().equals(request.instance());
        return board.start(request.instance(), Tasks.Kind.MOVE, about(request), request.user(), run -> {
            var work = isCopied
                    ? new Reported(
                            run,
                            Unit.BYTES,
                            Count.of(source, request.paths(), run).bytes())
                    : new Reported(run, Unit.ENTRIES, request.paths().size());
            source.move(request.paths(), target, request.folder(), request.conflict(), work);
        });
    }

    private FileTree target(FileTree source, Files.TransferRequest request) {
        var place = request.target();
        var target = place == null ? source : trees.of(place.instance(), place.rights(), request.user());
        if (target.entry(request.folder()).kind() != Kind.FOLDER) {
            throw OstlerException.of(ErrorCode.NOT_A_FOLDER, "path", request.folder());
        }
        return target;
    }

    private static Map<String, String> about(Files.TransferRequest request) {
        var about = about(request.paths());
        about.put("to", request.folder());
        if (request.target() != null) {
            about.put("instance", request.target().instance().value());
        }
        return about;
    }

    private static Map<String, String> about(List<String> paths) {
        var about = new LinkedHashMap<String, String>();
        about.put("count", Integer.toString(paths.size()));
        about.put("path", paths.isEmpty() ? "" : paths.getFirst());
        return about;
    }

    private static void requireThere(FileTree tree, List<String> paths) {
        requireSome(paths, "paths");
        paths.forEach(tree::entry);
    }

    private static void requireSome(List<String> all, String field) {
        if (all.isEmpty() || all.size() > MOST_PATHS) {
            throw OstlerException.invalid(field, "1 to " + MOST_PATHS);
        }
    }

    @Override
    public Tasks.Snapshot delete(Files.DeleteRequest request) {
        var tree = trees.of(request.instance(), request.rights(), request.user());
        requireThere(tree, request.paths());
        return board.start(request.instance(), Tasks.Kind.DELETE, about(request.paths()), request.user(), run -> {
            long total = request.forever()
                    ? Count.of(tree, request.paths(), run).entries()
                    : 0; // counting is what takes long before it is renamed into the trash
            tree.delete(request.paths(), request.forever(), new Reported(run, Unit.ENTRIES, total));
        });
    }

    @Override
    public Tasks.Snapshot changeMode(Files.ModeRequest request) {
        EntryWork.requireMode(request.mode());
        var tree = trees.of(request.instance(), request.rights(), request.user());
        requireThere(tree, request.paths());
        return board.start(request.instance(), Tasks.Kind.MODE, about(request.paths()), request.user(), run -> {
            long total = request.recursive()
                    ? Count.of(tree, request.paths(), run).entries()
                    : request.paths().size();
            tree.changeMode(
                    request.paths(), request.mode(), request.recursive(), new Reported(run, Unit.ENTRIES, total));
        });
    }

    @Override
    public Tasks.Snapshot restore(Files.TrashRequest request) {
        requireSome(request.ids(), "ids");
        var tree = trees.of(request.instance(), request.rights(), request.user());
        return board.start(request.instance(), Tasks.Kind.RESTORE, aboutItems(tree, request), request.user(), run -> {
            var work = new Reported(run, Unit.ENTRIES, request.ids().size());
            tree.restore(request.ids(), request.conflict(), work);
        });
    }

    @Override
    public Tasks.Snapshot purge(Files.TrashRequest request) {
        var tree = trees.of(request.instance(), request.rights(), request.user());
        return board.start(request.instance(), Tasks.Kind.PURGE, aboutItems(tree, request), request.user(), run -> {
            var work = new Reported(run, Unit.ENTRIES, request.ids().size());
            tree.purge(request.ids(), work);
        });
    }

    private static Map<String, String> aboutItems(FileTree tree, Files.TrashRequest request) {
        var items = tree.trash().items();
        var paths = request.ids().isEmpty()
                ? items.stream().map(Files.TrashItem::path).toList()
                : request.ids().stream().map(id -> pathOf(items, id)).toList();
        return about(paths);
    }

    private static String pathOf(List<Files.TrashItem> items, String id) {
        return items.stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> OstlerException.of(ErrorCode.NOT_FOUND, "item", id))
                .path();
    }

    /** What there is to do. */
    private record Count(long bytes, long entries) {
        static Count of(FileTree tree, List<String> paths, Run run) {
            var sums = new long[2];
            for (var path : paths) {
                var entry = tree.entry(path);
                sums[1]++;
                if (entry.kind() == Kind.FILE) {
                    sums[0] += entry.size();
                } else if (entry.kind() == Kind.FOLDER) {
                    tree.walk(path, (child, its) -> {
                        sums[0] += its.kind() == Kind.FILE ? its.size() : 0;
                        if (++sums[1] % 1000 == 0) {
                            run.progress(new Tasks.Progress(Unit.ENTRIES, 0, 0, sums[1], child));
                        }
                        return true;
                    });
                }
            }
            return new Count(sums[0], sums[1]);
        }
    }

    /** Adds up what is done and tells it. Confined to one thread. */
    private static final class Reported implements FileTree.Work {
        private final Run run;
        private final Unit unit;
        private final long total;
        private long bytes;
        private long entries;

        /** @param total 0 while unknown */
        Reported(Run run, Unit unit, long total) {
            this.run = run;
            this.unit = unit;
            this.total = total;
        }

        @Override
        public void advance(long moreBytes, int moreEntries, String path) {
            bytes += moreBytes;
            entries += moreEntries;
            long done = unit == Unit.BYTES ? bytes : entries;
            run.progress(new Tasks.Progress(unit, done, done > total ? 0 : total, entries, path));
        }

        @Override
        public void note(String line) {
            run.note(line.length() <= 500 ? line : line.substring(0, 500));
        }
    }
}
