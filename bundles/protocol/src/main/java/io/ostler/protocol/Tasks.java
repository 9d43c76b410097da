package io.ostler.protocol;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages about long work that a daemon owns: it goes on without its watchers, tells how far it is, can be cancelled. */
public final class Tasks {
    private Tasks() {}

    /** What a task does; texts stand in the message files under the name. */
    public enum Kind {
        COPY,
        MOVE,
        DELETE,
        RESTORE,
        PURGE,
        MODE,
        COMPRESS,
        EXTRACT,
        FETCH,
        INSTALL,
        UPDATE,
        CLONE
    }

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        /** The daemon ended while it ran. */
        INTERRUPTED;

        public boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }

    /** What the figures of a {@link Progress} count. */
    public enum Unit {
        BYTES,
        ENTRIES
    }

    /**
     * @param total 0 while unknown
     * @param entries files and folders dealt with
     * @param detail what it is at, such as a path; may be empty
     */
    public record Progress(Unit unit, long done, long total, long entries, String detail) {
        public static final Progress NONE = new Progress(Unit.BYTES, 0, 0, 0, "");
    }

    /** @param parameters of the code, shown to people */
    public record Fault(ErrorCode code, Map<String, String> parameters) {
        public Fault {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * A task at one moment.
     *
     * @param about what stands in its title: {@code path}, {@code to}, {@code count}, {@code host}, … never a secret
     * @param user who started it
     * @param log the last lines that it wrote, at most 200; mostly what was left out and why
     * @param sequence grows with every change of any task of the daemon, also across its restarts
     */
    public record Snapshot(
            TaskId id,
            InstanceId instance,
            Kind kind,
            Map<String, String> about,
            UserId user,
            State state,
            Progress progress,
            @Nullable Fault fault,
            List<String> log,
            Instant created,
            @Nullable Instant ended,
            long sequence) {
        public Snapshot {
            about = Map.copyOf(about);
            log = List.copyOf(log);
        }
    }

    public record Ref(TaskId id) {}

    public record Removed(TaskId id, long sequence) {}

    /** All that the daemon knows of: under way, waiting, and over for less than a day. */
    public record Board(List<Snapshot> tasks) {
        public Board {
            tasks = List.copyOf(tasks);
        }
    }
}
