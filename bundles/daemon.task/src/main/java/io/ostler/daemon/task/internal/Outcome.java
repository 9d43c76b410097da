package io.ostler.daemon.task.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Tasks.Fault;
import io.ostler.protocol.Tasks.State;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a task's work ended. Immutable. */
record Outcome(State state, @Nullable Fault fault) {
    private static final Logger LOG = LoggerFactory.getLogger(Outcome.class);

    static final Outcome DONE = new Outcome(State.DONE, null);
    static final Outcome CANCELLED = new Outcome(State.CANCELLED, null);
    static final Outcome INTERRUPTED = new Outcome(State.INTERRUPTED, new Fault(ErrorCode.TASK_INTERRUPTED, Map.of()));

    /** Does the work. Whatever it throws after it was asked to end counts as that end. */
    static Outcome of(Task task) {
        try {
            task.body.run(task);
            return DONE;
        } catch (Throwable e) { // the border to any work, also a plug-in's: its place must become free
            return switch (task.stop()) {
                case A_PERSON -> CANCELLED;
                case THE_DAEMON -> INTERRUPTED;
                case NOBODY -> failed(task, e);
            };
        }
    }

    private static Outcome failed(Task task, Throwable error) {
        if (error instanceof OstlerException ours) {
            return ours.code() == ErrorCode.TASK_CANCELLED
                    ? CANCELLED
                    : new Outcome(State.FAILED, new Fault(ours.code(), ours.parameters()));
        }
        LOG.error(
                "Task {} ({}) failed unexpectedly", task.now().id(), task.now().kind(), error);
        var code = error instanceof IOException ? storage(error) : ErrorCode.INTERNAL;
        return new Outcome(State.FAILED, new Fault(code, Map.of()));
    }

    private static ErrorCode storage(Throwable error) {
        return String.valueOf(error.getMessage()).contains("No space left on device")
                ? ErrorCode.DISK_FULL
                : ErrorCode.STORAGE_FAILED;
    }
}
