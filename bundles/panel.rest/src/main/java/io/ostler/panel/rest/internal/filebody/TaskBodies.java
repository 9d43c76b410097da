package io.ostler.panel.rest.internal.filebody;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.model.ErrorCode;
import io.ostler.panel.rest.internal.filebody.HistoryBodies.Somebody;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.problem.ProblemText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies about long work. */
public final class TaskBodies {
    private TaskBodies() {}

    /** What a task does, by its name on the wire. */
    public enum TaskKind {
        @JsonProperty("copy")
        COPY,
        @JsonProperty("move")
        MOVE,
        @JsonProperty("delete")
        DELETE,
        @JsonProperty("restore")
        RESTORE,
        @JsonProperty("purge")
        PURGE,
        @JsonProperty("mode")
        MODE,
        @JsonProperty("compress")
        COMPRESS,
        @JsonProperty("extract")
        EXTRACT,
        @JsonProperty("fetch")
        FETCH,
        @JsonProperty("install")
        INSTALL,
        @JsonProperty("update")
        UPDATE,
        @JsonProperty("clone")
        CLONE
    }

    public enum TaskState {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("interrupted")
        INTERRUPTED
    }

    public enum Unit {
        @JsonProperty("bytes")
        BYTES,
        @JsonProperty("entries")
        ENTRIES
    }

    /** @param total 0 while unknown; {@code detail} what it is at */
    public record Progress(Unit unit, long done, long total, long entries, String detail) {
        static Progress of(Tasks.Progress progress) {
            return new Progress(
                    Unit.valueOf(progress.unit().name()),
                    progress.done(),
                    progress.total(),
                    progress.entries(),
                    progress.detail());
        }
    }

    /** Why it failed, as in a problem document. */
    public record Fault(ErrorCode code, Map<String, String> params, String title, String remedy) {
        static Fault of(Tasks.Fault fault) {
            return new Fault(
                    fault.code(),
                    fault.parameters(),
                    ProblemText.title(fault.code(), fault.parameters()),
                    ProblemText.remedy(fault.code(), fault.parameters()));
        }
    }

    /**
     * @param about what stands in its title: path, to, count, host, …
     * @param log its last lines, mostly what was left out and why
     * @param stale its node is away: it is what was known then
     */
    public record Task(
            String id,
            String instance,
            TaskKind kind,
            Map<String, String> about,
            Somebody user,
            TaskState state,
            Progress progress,
            @Nullable Fault fault,
            List<String> log,
            Instant created,
            @Nullable Instant ended,
            boolean stale) {

        public static Task of(Tasks.Snapshot task, Somebody user, boolean stale) {
            return new Task(
                    task.id().value(),
                    task.instance().value(),
                    TaskKind.valueOf(task.kind().name()),
                    task.about(),
                    user,
                    TaskState.valueOf(task.state().name()),
                    Progress.of(task.progress()),
                    task.fault() == null ? null : Fault.of(task.fault()),
                    task.log(),
                    task.created(),
                    task.ended(),
                    stale);
        }
    }

    public record TaskList(List<Task> tasks) {}
}
