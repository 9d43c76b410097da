package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.Tasks.Kind;
import io.ostler.protocol.Tasks.Progress;
import io.ostler.protocol.Tasks.Snapshot;
import io.ostler.protocol.Tasks.State;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tasks without work: they end when somebody awaits them, or is told to cancel them. */
public final class FakeBoard implements TaskBoard {
    public final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<TaskId, Snapshot> tasks = new LinkedHashMap<>();
    private long sequence;

    public synchronized Snapshot put(TaskId id, State state, List<String> log) {
        var snapshot = new Snapshot(
                id,
                new InstanceId("instance-1"),
                Kind.COPY,
                Map.of("path", "a"),
                new UserId("user-0001"),
                state,
                Progress.NONE,
                null,
                log,
                Instant.EPOCH,
                state.isOver() ? Instant.EPOCH : null,
                ++sequence);
        tasks.put(id, snapshot);
        listeners.forEach(listener -> listener.changed(snapshot));
        return snapshot;
    }

    public synchronized void remove(TaskId id) {
        tasks.remove(id);
        long now = ++sequence;
        listeners.forEach(listener -> listener.removed(id, now));
    }

    @Override
    public Snapshot start(InstanceId instance, Kind kind, Map<String, String> about, UserId user, Body body) {
        return put(TaskId.create(), State.RUNNING, List.of());
    }

    @Override
    public synchronized List<Snapshot> tasks() {
        return List.copyOf(tasks.values());
    }

    @Override
    public synchronized Optional<Snapshot> find(TaskId id) {
        return Optional.ofNullable(tasks.get(id));
    }

    @Override
    public Snapshot cancel(TaskId id) {
        known(id);
        return put(id, State.CANCELLED, List.of());
    }

    @Override
    public Snapshot await(TaskId id, Duration most) {
        known(id);
        return put(id, State.DONE, List.of());
    }

    private void known(TaskId id) {
        if (find(id).isEmpty()) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "id", id.value());
        }
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
