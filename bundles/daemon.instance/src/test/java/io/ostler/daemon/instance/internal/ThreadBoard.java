package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.Tasks.Fault;
import io.ostler.protocol.Tasks.Kind;
import io.ostler.protocol.Tasks.Progress;
import io.ostler.protocol.Tasks.Snapshot;
import io.ostler.protocol.Tasks.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Tasks that wait for a gate, then run on a thread each. */
final class ThreadBoard implements TaskBoard {

    volatile CountDownLatch gate = new CountDownLatch(0);
    private final Map<TaskId, Snapshot> tasks = new ConcurrentHashMap<>();
    private final Map<TaskId, Boolean> cancelled = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Snapshot start(InstanceId instance, Kind kind, Map<String, String> about, UserId user, Body body) {
        var id = TaskId.create();
        var begun = tell(id, instance, kind, about, user, State.WAITING, null);
        Thread.ofVirtual().start(() -> {
            try {
                gate.await();
                if (cancelled.containsKey(id)) {
                    return;
                }
                body.run(new BoardRun(id));
                tell(id, instance, kind, about, user, State.DONE, null);
            } catch (OstlerException e) {
                tell(id, instance, kind, about, user, State.FAILED, new Fault(e.code(), e.parameters()));
            } catch (Exception e) {
                tell(id, instance, kind, about, user, State.FAILED, new Fault(ErrorCode.INTERNAL, Map.of()));
            }
        });
        return begun;
    }

    private Snapshot tell(
            TaskId id,
            InstanceId instance,
            Kind kind,
            Map<String, String> about,
            UserId user,
            State state,
            @Nullable Fault fault) {
        var snapshot = new Snapshot(
                id, instance, kind, about, user, state, Progress.NONE, fault, List.of(), Instant.now(), null, 1);
        tasks.put(id, snapshot);
        listeners.forEach(listener -> listener.changed(snapshot));
        return snapshot;
    }

    State state(TaskId id) {
        return tasks.get(id).state();
    }

    @Override
    public List<Snapshot> tasks() {
        return List.copyOf(tasks.values());
    }

    @Override
    public Optional<Snapshot> find(TaskId id) {
        return Optional.ofNullable(tasks.get(id));
    }

    @Override
    public Snapshot cancel(TaskId id) {
        cancelled.put(id, true);
        var old = tasks.get(id);
        return old.state() == State.WAITING && gate.getCount() > 0
                ? tell(id, old.instance(), old.kind(), old.about(), old.user(), State.CANCELLED, null)
                : old;
    }

    @Override
    public Snapshot await(TaskId id, Duration most) {
        return tasks.get(id);
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    int listeners() {
        return listeners.size();
    }

    private final class BoardRun implements Run {
        private final TaskId id;

        BoardRun(TaskId id) {
            this.id = id;
        }

        @Override
        public void progress(Progress progress) {
            if (isCancelled()) {
                throw new OstlerException(ErrorCode.TASK_CANCELLED);
            }
        }

        @Override
        public void note(String line) {}

        @Override
        public boolean isCancelled() {
            return cancelled.containsKey(id);
        }
    }
}
