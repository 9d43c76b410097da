package io.ostler.daemon.archive.internal;

import io.ostler.daemon.api.files.Archives;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.daemon.archive.internal.extract.Extraction;
import io.ostler.daemon.archive.internal.read.Opening;
import io.ostler.daemon.archive.internal.write.Packing;
import io.ostler.daemon.archive.internal.write.UploadOutput;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import io.ostler.protocol.Tasks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Checks what was asked and begins the task for it. Thread-safe. */
@Component(service = Archives.class, configurationPid = "io.ostler.daemon.archive")
@Designate(ocd = ArchiveConfig.class)
public final class ArchivesService implements Archives {
    private final FileTrees trees;
    private final TaskBoard board;
    private final Opening opening = new Opening();
    private volatile ArchiveLimits limits;

    @Activate
    public ArchivesService(@Reference FileTrees trees, @Reference TaskBoard board, ArchiveConfig config) {
        this(trees, board, ArchiveLimits.of(config));
    }

    ArchivesService(FileTrees trees, TaskBoard board, ArchiveLimits limits) {
        this.trees = trees;
        this.board = board;
        this.limits = limits;
    }

    @Modified
    void configure(ArchiveConfig config) {
        limits = ArchiveLimits.of(config);
    }

    @Override
    public Tasks.Snapshot compress(Files.CompressRequest request) {
        Packing.check(request.paths());
        var tree = trees.of(request.instance(), request.rights(), request.user());
        request.paths().stream().filter(path -> !path.isEmpty()).forEach(tree::entry);
        boolean taken = exists(tree, request.to());
        if (taken && request.conflict() == Files.Conflict.FAIL) {
            throw OstlerException.of(ErrorCode.FILE_EXISTS, "path", request.to());
        }
        // begun and dropped: tells now what the target's name or rights refuse
        if (!taken) {
            tree.upload(request.to(), -1, Files.Conflict.FAIL).close();
        }
        var about = Map.of(
                "path", request.paths().getFirst(),
                "to", request.to(),
                "count", String.valueOf(request.paths().size()));
        return board.start(request.instance(), Tasks.Kind.COMPRESS, about, request.user(), run -> {
            if (request.conflict() == Files.Conflict.SKIP && exists(tree, request.to())) {
                run.note("Left as it is: " + request.to());
                return;
            }
            cancellable(run, () -> compress(tree, request, new TaskWork(run)));
        });
    }

    private static void compress(FileTree tree, Files.CompressRequest request, TaskWork work) throws IOException {
        boolean replaces = request.conflict() == Files.Conflict.OVERWRITE;
        var packing = new Packing(tree, request.paths(), replaces ? request.to() : null, work);
        work.total(packing.size());
        var conflict = request.conflict() == Files.Conflict.SKIP ? Files.Conflict.FAIL : request.conflict();
        try (var upload = tree.upload(request.to(), -1, conflict)) {
            packing.write(request.format(), new UploadOutput(upload));
            upload.commit();
        } finally {
            work.finish();
        }
    }

    @Override
    public Tasks.Snapshot extract(Files.ExtractRequest request) {
        var names = charset(request.encoding());
        var tree = trees.of(request.instance(), request.rights(), request.user());
        try (var download = tree.download(request.path())) {
            opening.check(download);
        }
        // it need not be there, but its path tells now what is wrong with it
        exists(tree, request.folder());
        var about = Map.of("path", request.path(), "to", request.folder());
        return board.start(
                request.instance(),
                Tasks.Kind.EXTRACT,
                about,
                request.user(),
                run -> cancellable(run, () -> extract(tree, request, names, new TaskWork(run))));
    }

    private void extract(FileTree tree, Files.ExtractRequest request, @Nullable Charset names, TaskWork work)
            throws IOException {
        try (var download = tree.download(request.path());
                var reader = opening.open(download, names, limits)) {
            new Extraction(tree, request.folder(), request.conflict(), limits, download.size(), work).run(reader);
        } finally {
            work.finish();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** An interrupt closes files under those who use them, which looks like a fault of theirs. */
    private static void cancellable(TaskBoard.Run run, Step step) throws IOException {
        try {
            step.run();
        } catch (IOException | OstlerException e) {
            if (run.isCancelled()) {
                throw new OstlerException(ErrorCode.TASK_CANCELLED, Map.of(), e);
            }
            throw e;
        }
    }

    @Override
    public void stream(FileTree tree, List<String> paths, Files.ArchiveFormat format, OutputStream out)
            throws IOException {
        Packing.check(paths);
        new Packing(tree, paths, null, FileTree.Work.QUIET).write(format, out);
    }

    private static boolean exists(FileTree tree, String path) {
        try {
            tree.entry(path);
            return true;
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.FILE_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static @Nullable Charset charset(String name) {
        try {
            return name.isBlank() ? null : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw OstlerException.invalid("encoding", "the name of a character set");
        }
    }
}
