package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.daemon.instance.internal.InstanceShelf.Entry;
import io.ostler.daemon.instance.internal.copy.TreeCopy;
import io.ostler.daemon.instance.internal.store.DurableFile;
import io.ostler.daemon.instance.internal.store.InstanceFolders;
import io.ostler.daemon.instance.internal.store.StorageErrors;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.protocol.Care;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.Tasks.Progress;
import io.ostler.protocol.Tasks.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes copies of instances as tasks. Until a copy is whole nobody but this class reaches its files, and whatever ends
 * the task before, the daemon's death included, takes it away.
 */
final class InstanceCloning {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceCloning.class);

    private final InstanceShelf shelf;
    private final TaskBoard board;

    InstanceCloning(InstanceShelf shelf, TaskBoard board) {
        this.shelf = shelf;
        this.board = board;
    }

    Tasks.Snapshot begin(Care.CloneRequest request) {
        var source = shelf.get(request.source());
        var copy = new Copy(source, request);
        try {
            copy.make();
            copy.listen();
            var about = Map.of(
                    "to",
                    request.definition().name(),
                    Copy.TARGET,
                    request.target().value());
            return board.start(request.source(), Tasks.Kind.CLONE, about, request.user(), copy::run);
        } catch (RuntimeException e) { // whatever it is, nothing may stay behind
            copy.end(false);
            throw e;
        }
    }

    /** One copy, from its making to its arrival or its removal, which come once. */
    private final class Copy {
        private static final String TARGET = "target";

        private final Entry source;
        private final Care.CloneRequest request;
        private final AtomicBoolean isBegun = new AtomicBoolean();
        private final AtomicBoolean isOver = new AtomicBoolean();

        private @Nullable BusyHold hold;
        private @Nullable Entry target;
        private @Nullable AutoCloseable listening;

        Copy(Entry source, Care.CloneRequest request) {
            this.source = source;
            this.request = request;
        }

        void make() {
            if (request.withFiles()) {
                hold = BusyHold.begin(source.instance(), source.power(), Tasks.Kind.CLONE.name());
            } else {
                synchronized (source.instance()) {
                    source.instance().requirePresent();
                }
            }
            target = shelf.createArriving(request.target(), request.definition(), request.user());
        }

        /** A task that is cancelled while it waits for its turn is never run. */
        void listen() {
            listening = board.listen(new TaskBoard.Listener() {
                @Override
                public void changed(Tasks.Snapshot snapshot) {
                    if (snapshot.state().isOver()
                            && request.target().value().equals(snapshot.about().get(TARGET))
                            && isBegun.compareAndSet(false, true)) {
                        end(false);
                    }
                }

                @Override
                public void removed(TaskId id, long sequence) {}
            });
        }

        void run(TaskBoard.Run run) throws InterruptedException {
            if (!isBegun.compareAndSet(false, true)) {
                return;
            }
            boolean isWhole = false;
            try {
                if (request.withFiles()) {
                    copy(run);
                }
                isWhole = true;
            } catch (IOException e) {
                throw StorageErrors.of(e, folders(request.source()).home());
            } finally {
                end(isWhole);
            }
        }

        private void copy(TaskBoard.Run run) throws IOException, InterruptedException {
            var incoming = folders(request.target()).home().resolve("incoming");
            new TreeCopy(request.definition().files().quota(), new TreeCopy.Progress() {
                        @Override
                        public void at(long bytes, long entries, String path) {
                            run.progress(new Progress(Unit.BYTES, bytes, 0, entries, path));
                        }

                        @Override
                        public void leftOut(String path) {
                            run.note(path + ": links and special files are left out");
                        }
                    })
                    .run(folders(request.source()).files(), incoming);
            flush(incoming);
            Files.move(incoming, folders(request.target()).files(), StandardCopyOption.ATOMIC_MOVE);
        }

        private InstanceFolders folders(InstanceId id) {
            return shelf.get(id).instance().folders();
        }

        /** Whole: it has arrived. Else it goes. */
        void end(boolean isWhole) {
            if (!isOver.compareAndSet(false, true)) {
                return;
            }
            isBegun.set(true);
            try {
                if (target != null && !(isWhole && hasArrived(target))) {
                    shelf.discard(target);
                }
            } finally {
                if (hold != null) {
                    hold.close();
                }
                close(listening);
            }
        }
    }

    private static boolean hasArrived(Entry target) {
        var folders = target.instance().folders();
        try {
            Files.deleteIfExists(folders.arrivalNote());
            DurableFile.forceFolder(folders.home());
        } catch (IOException e) {
            LOG.error("A copy can't be finished", e);
            return false;
        }
        synchronized (target.instance()) {
            target.instance().arrived();
        }
        return true;
    }

    /** All at once is far quicker than file by file. */
    private static void flush(Path folder) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sync", "-f", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new IOException("the disk takes more than five minutes");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void close(@Nullable AutoCloseable listening) {
        if (listening == null) {
            return;
        }
        try {
            listening.close();
        } catch (Exception e) { // the interface allows any
            LOG.warn("Tasks are listened to for longer than wanted", e);
        }
    }

    static OstlerException missing(String capability) {
        return OstlerException.of(ErrorCode.CAPABILITY_MISSING, "capability", capability);
    }
}
