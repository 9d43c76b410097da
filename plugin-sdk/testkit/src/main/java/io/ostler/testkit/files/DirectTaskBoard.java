package io.ostler.testkit.files;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs each task at once on a virtual thread of its own; forgets nothing. Thread-safe. */
public final class DirectTaskBoard implements TaskBoard {
    private final Map<TaskId, Running> all = new ConcurrentHashMap<>();

    private static final class Running implements Run {
        private final TaskId id = TaskId.create();
        private final InstanceId instance;
        private final Tasks.Kind kind;
        private final Map<String, String> about;
        private final UserId user;
        private final List<String> log = new ArrayList<>();
        private Tasks.Progress progress = Tasks.Progress.NONE;
        private Tasks.State state = Tasks.State.RUNNING;
        private Tasks.@Nullable Fault fault;
        private @Nullable Thread thread;
        private boolean cancelled;

        Running(InstanceId instance, Tasks.Kind kind, Map<String, String> about, UserId user) {
            this.instance = instance;
            this.kind = kind;
            this.about = about;
            this.user = user;
        }

        @Override
        public synchronized void progress(Tasks.Progress now) {
            progress = now;
            notifyAll();
            if (cancelled) {
                throw new OstlerException(ErrorCode.TASK_CANCELLED);
            }
        }

        @Override
        public synchronized void note(String line) {
            log.add(line);
        }

        @Override
        public synchronized boolean isCancelled() {
            return cancelled;
        }

        synchronized void end(Tasks.State now, Tasks.@Nullable Fault why) {
            state = now;
            fault = why;
            notifyAll();
        }

        synchronized Tasks.Snapshot snapshot() {
            return new Tasks.Snapshot(
                    id, instance, kind, about, user, state, progress, fault, log, Instant.EPOCH, null, 1);
        }
    }

    @Override
    public Tasks.Snapshot start(
            InstanceId instance, Tasks.Kind kind, Map<String, String> about, UserId user, Body body) {
        var running = new Running(instance, kind, about, user);
        all.put(running.id, running);
        running.thread = Thread.ofVirtual().start(() -> work(running, body));
        return running.snapshot();
    }

    // The border between a board and what others run on it.
    private static void work(Running running, Body body) {
        try {
            body.run(running);
            running.end(Tasks.State.DONE, null);
        } catch (OstlerException e) {
            var state = e.code() == ErrorCode.TASK_CANCELLED ? Tasks.State.CANCELLED : Tasks.State.FAILED;
            running.end(state, new Tasks.Fault(e.code(), e.parameters()));
        } catch (Throwable e) {
            running.end(Tasks.State.FAILED, new Tasks.Fault(ErrorCode.INTERNAL, Map.of("test", e.toString())));
        }
    }

    @Override
    public List<Tasks.Snapshot> tasks() {
        return all.values().stream().map(Running::snapshot).toList();
    }

    @Override
    public Optional<Tasks.Snapshot> find(TaskId id) {
        return Optional.ofNullable(all.get(id)).map(Running::snapshot);
    }

    @Override
    public Tasks.Snapshot cancel(TaskId id) {
        var running = running(id);
        synchronized (running) {
            running.cancelled = true;
            if (running.thread != null) {
                running.thread.interrupt();
            }
            return running.snapshot();
        }
    }

    @Override
    public Tasks.Snapshot await(TaskId id, Duration most) throws InterruptedException {
        var running = running(id);
        long deadline = System.nanoTime() + most.toNanos();
        synchronized (running) {
            for (long left = most.toMillis(); !running.state.isOver() && left > 0; ) {
                running.wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
            return running.snapshot();
        }
    }

    private Running running(TaskId id) {
        return Optional.ofNullable(all.get(id)).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        return () -> {};
    }
}
