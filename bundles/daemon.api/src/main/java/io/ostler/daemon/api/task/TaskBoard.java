package io.ostler.daemon.api.task;

import io.ostler.model.InstanceId;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.Tasks.Kind;
import io.ostler.protocol.Tasks.Progress;
import io.ostler.protocol.Tasks.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The long work of this daemon. A few tasks run at once per instance and on the machine, the rest wait. What runs is
 * noted on disk: after a crash it is listed as interrupted. Those that are over are forgotten after a day. Thread-safe.
 */
@ProviderType
public interface TaskBoard {

    /**
     * Begins work on a thread of its own, or lets it wait.
     *
     * @param about see {@link Snapshot#about}
     * @throws io.ostler.model.OstlerException {@code TASK_LIMIT} when too many of the instance wait
     */
    Snapshot start(InstanceId instance, Kind kind, Map<String, String> about, UserId user, Body body);

    List<Snapshot> tasks();

    Optional<Snapshot> find(TaskId id);

    /** {@code NOT_FOUND}; nothing happens when it is over. */
    Snapshot cancel(TaskId id);

    /** Waits until it is over, at most so long; for what is mostly quick. Gives its state then. */
    Snapshot await(TaskId id, Duration most) throws InterruptedException;

    /** Told of each change (of progress a few times a second), in order per task. Close to stop. */
    AutoCloseable listen(Listener listener);

    /** The work. Runs once on a virtual thread, which is interrupted when the task is cancelled. */
    @FunctionalInterface
    interface Body {
        /** Ends well by returning; an {@link io.ostler.model.OstlerException} becomes the task's fault. */
        void run(Run run) throws Exception;
    }

    /** What work tells of itself. Thread-safe. */
    interface Run {
        /** Throws {@code TASK_CANCELLED} when the task should end. Cheap: call it as often as there is news. */
        void progress(Progress progress);

        /** A line for people, at most 500 characters; the last 200 are kept. */
        void note(String line);

        boolean isCancelled();
    }

    /** Receiver of changes; returns at once. */
    interface Listener {
        void changed(Snapshot snapshot);

        void removed(TaskId id, long sequence);
    }
}
