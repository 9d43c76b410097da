package io.ostler.daemon.task.internal;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Tasks.Kind;
import io.ostler.protocol.Tasks.Progress;
import io.ostler.protocol.Tasks.Snapshot;
import io.ostler.protocol.Tasks.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The board as others see it: hands work to the {@link Floor} and follows the instances. Thread-safe. */
@Component(service = TaskBoard.class)
public final class DaemonTaskBoard implements TaskBoard, InstanceEngine.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonTaskBoard.class);

    private final Notes notes;
    private final Clock clock;
    private final Floor floor;
    private final AutoCloseable listening;

    @Activate
    public DaemonTaskBoard(@Reference InstanceEngine engine, BundleContext context) {
        this(
                engine,
                Path.of(Objects.requireNonNull(context.getProperty("ostler.data"), "ostler.data is not set")),
                TaskLimits.NORMAL,
                Clock.systemUTC());
    }

    DaemonTaskBoard(InstanceEngine engine, Path data, TaskLimits limits, Clock clock) {
        this.clock = clock;
        var folder = data.resolve("daemon/tasks");
        try {
            notes = new Notes(folder);
            floor = new Floor(limits, notes, new Sequence(folder.resolve("sequence")), clock);
            floor.resume(notes.read(), id -> engine.find(id).isPresent());
        } catch (IOException e) {
            LOG.error("The notes of the tasks in {} can't be read: {}", folder, e.getMessage());
            throw new IllegalStateException("no notes", e);
        }
        listening = engine.listen(this);
        floor.open();
    }

    @Override
    public Snapshot start(InstanceId instance, Kind kind, Map<String, String> about, UserId user, Body body) {
        floor.checkRoom(instance);
        var snapshot = new Snapshot(
                TaskId.create(),
                instance,
                kind,
                about,
                user,
                State.WAITING,
                Progress.NONE,
                null,
                List.of(),
                clock.instant(),
                null,
                0);
        // On disk before it is begun, and without the lock: the disk may be slow.
        notes.begin(snapshot);
        try {
            return floor.enter(snapshot, body);
        } catch (OstlerException e) {
            notes.forget(snapshot.id());
            throw e;
        }
    }

    @Override
    public List<Snapshot> tasks() {
        return floor.tasks();
    }

    @Override
    public Optional<Snapshot> find(TaskId id) {
        return floor.find(id).map(Task::now);
    }

    @Override
    public Snapshot cancel(TaskId id) {
        return floor.cancel(known(id));
    }

    @Override
    public Snapshot await(TaskId id, Duration most) throws InterruptedException {
        var task = known(id);
        try {
            task.settled().get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.trace("Task {} takes longer", id);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it never fails
        }
        return task.now();
    }

    private Task known(TaskId id) {
        return floor.find(id).orElseThrow(() -> OstlerException.of(ErrorCode.NOT_FOUND, "id", id.value()));
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        return floor.news().listen(listener);
    }

    @Override
    public void changed(InstanceSnapshot snapshot) {
        // Tasks go on whatever an instance does.
    }

    @Override
    public void removed(InstanceId id, long sequence) {
        // The engine's thread must not wait for the disk.
        Thread.ofVirtual().name("ostler-task-forget").start(() -> floor.forget(id));
    }

    @Deactivate
    public void close() {
        try {
            listening.close();
        } catch (Exception e) { // AutoCloseable of the engine's listener: nothing to be done here
            LOG.warn("The engine keeps a listener", e);
        }
        floor.close();
    }
}
