package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.DeleteRequest;
import io.ostler.protocol.Files.ModeRequest;
import io.ostler.protocol.Files.TransferRequest;
import io.ostler.protocol.Files.TrashRequest;
import io.ostler.protocol.Tasks.Kind;
import io.ostler.protocol.Tasks.Progress;
import io.ostler.protocol.Tasks.Snapshot;
import io.ostler.protocol.Tasks.State;
import io.ostler.protocol.Tasks.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWorkTest {
    @TempDir
    Path base;

    private TreeFixture fixture;
    private FileWorkService work;
    private final List<Progress> told = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        fixture = new TreeFixture(base);
        work = new FileWorkService(fixture.service, new AtOnce());
        Files.createDirectories(fixture.inside.resolve("d/sub"));
        Files.writeString(fixture.inside.resolve("d/a"), "12345");
        Files.writeString(fixture.inside.resolve("d/sub/b"), "12345");
        Files.createDirectory(fixture.inside.resolve("to"));
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private TransferRequest transfer(String path, String folder) {
        return new TransferRequest(
                TreeFixture.ID, FileRights.ALL, List.of(path), null, folder, Conflict.FAIL, TreeFixture.USER);
    }

    @Test
    void copyingTellsBytesOfAll() {
        var task = work.copy(transfer("d", "to"));
        assertEquals(Kind.COPY, task.kind());
        assertEquals(Map.of("path", "d", "to", "to", "count", "1"), task.about());
        assertEquals(new Progress(Unit.BYTES, 10, 10, 4, "d"), told.getLast());
    }

    @Test
    void movingDeletingAndComingBack() {
        work.move(transfer("d", "to"));
        assertFalse(Files.exists(fixture.inside.resolve("d")));
        work.delete(new DeleteRequest(TreeFixture.ID, FileRights.ALL, List.of("to/d"), false, TreeFixture.USER));
        var item = fixture.tree.trash().items().getFirst();
        assertEquals(TreeFixture.USER, item.user());
        work.restore(
                new TrashRequest(TreeFixture.ID, FileRights.ALL, List.of(item.id()), Conflict.FAIL, TreeFixture.USER));
        work.changeMode(new ModeRequest(TreeFixture.ID, FileRights.ALL, List.of("to/d"), 0600, true, TreeFixture.USER));
        assertEquals(0600, fixture.tree.entry("to/d/a").mode());
        work.delete(new DeleteRequest(TreeFixture.ID, FileRights.ALL, List.of("to/d"), true, TreeFixture.USER));
        assertEquals(new Progress(Unit.ENTRIES, 4, 4, 4, "to/d"), told.getLast());
    }

    @Test
    void whatCanBeRefusedAtOnceIs() {
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> work.copy(transfer("none", "to")));
        assertRefused(ErrorCode.NOT_A_FOLDER, () -> work.copy(transfer("d", "d/a")));
        assertRefused(ErrorCode.PATH_INVALID, () -> work.move(transfer("../d", "to")));
        assertRefused(
                ErrorCode.INVALID_REQUEST,
                () -> work.delete(
                        new DeleteRequest(TreeFixture.ID, FileRights.ALL, List.of(), true, TreeFixture.USER)));
        assertRefused(
                ErrorCode.FILE_NOT_FOUND,
                () -> work.delete(new DeleteRequest(
                        TreeFixture.ID,
                        new FileRights(FileAccess.HIDE, List.of(), false),
                        List.of("d"),
                        true,
                        TreeFixture.USER)));
        assertRefused(
                ErrorCode.NOT_FOUND,
                () -> work.restore(new TrashRequest(
                        TreeFixture.ID, FileRights.ALL, List.of("none"), Conflict.FAIL, TreeFixture.USER)));
        assertEquals(List.of(), told);
    }

    /** Runs what it gets before it returns. */
    private final class AtOnce implements TaskBoard {
        @Override
        public Snapshot start(InstanceId instance, Kind kind, Map<String, String> about, UserId user, Body body) {
            try {
                body.run(new Run() {
                    @Override
                    public void progress(Progress progress) {
                        told.add(progress);
                    }

                    @Override
                    public void note(String line) {}

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                });
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            var now = Instant.now();
            return new Snapshot(
                    TaskId.create(),
                    instance,
                    kind,
                    about,
                    user,
                    State.DONE,
                    Progress.NONE,
                    null,
                    List.of(),
                    now,
                    now,
                    1);
        }

        @Override
        public List<Snapshot> tasks() {
            return List.of();
        }

        @Override
        public Optional<Snapshot> find(TaskId id) {
            return Optional.empty();
        }

        @Override
        public Snapshot cancel(TaskId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Snapshot await(TaskId id, Duration most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoCloseable listen(Listener listener) {
            return () -> {};
        }
    }
}
