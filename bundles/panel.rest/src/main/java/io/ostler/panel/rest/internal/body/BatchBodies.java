package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.batch.Batches;
import io.ostler.panel.api.batch.Batches.Phase;
import io.ostler.panel.api.instance.Instances;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies about one action on many instances. */
public final class BatchBodies {
    private BatchBodies() {}

    /** What is done with each, by its name on the wire. */
    public enum BatchAction {
        @JsonProperty("start")
        START,
        @JsonProperty("stop")
        STOP,
        @JsonProperty("restart")
        RESTART,
        @JsonProperty("kill")
        KILL,
        @JsonProperty("delete")
        DELETE
    }

    /** How far one of them is. */
    public enum BatchPhase {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED
    }

    /** As the parameters of the list; what is absent asks nothing. */
    public record InstanceFilter(
            @Nullable String q,
            @Nullable List<String> states,
            @Nullable List<String> tags,
            @Nullable List<String> folder,
            @Nullable String node,
            @Nullable String owner) {
        public Instances.Filter model() {
            return new Instances.Filter(
                    q,
                    Set.copyOf(Objects.requireNonNullElse(states, List.of())),
                    Objects.requireNonNullElse(tags, List.of()),
                    Objects.requireNonNullElse(folder, List.of()),
                    node == null ? null : new NodeId(node),
                    owner == null ? null : new UserId(owner));
        }
    }

    /** Either {@code ids} or {@code filter}: all that match it. */
    public record BatchOrder(
            @Nullable List<String> ids,
            @Nullable InstanceFilter filter,
            BatchAction action,
            @Nullable Boolean withFiles,
            @Nullable Integer atOnce,
            @Nullable Long spacingMillis) {

        public Batches.Order model() {
            long spacing = Objects.requireNonNullElse(spacingMillis, 0L);
            if (spacing < 0 || spacing > Batches.LONGEST_SPACING.toMillis()) {
                throw OstlerException.invalid("spacingMillis", "0 to " + Batches.LONGEST_SPACING.toMillis());
            }
            return new Batches.Order(
                    ids == null ? null : ids.stream().map(InstanceId::new).toList(),
                    filter == null ? null : filter.model(),
                    Batches.Action.valueOf(action.name()),
                    Objects.requireNonNullElse(withFiles, false),
                    Objects.requireNonNullElse(atOnce, 4),
                    Duration.ofMillis(spacing));
        }
    }

    public record BatchProblem(ErrorCode code, Map<String, String> params) {}

    public record BatchItem(
            String id,
            String name,
            BatchPhase phase,
            @Nullable BatchProblem problem) {
        static BatchItem of(Batches.Item item) {
            return new BatchItem(
                    item.instance().value(),
                    item.name(),
                    BatchPhase.valueOf(item.phase().name()),
                    item.problem() == null ? null : new BatchProblem(item.problem(), item.parameters()));
        }
    }

    public record BatchUser(String id, String name) {}

    /**
     * @param waiting, running, done, failed, cancelled how many are so far; {@code items} each with its result: absent in
     *     lists and events
     * @param ended absent while something is to be done
     */
    public record Batch(
            String id,
            BatchUser user,
            BatchAction action,
            int total,
            int waiting,
            int running,
            int done,
            int failed,
            int cancelled,
            Instant created,
            @Nullable Instant ended,
            @Nullable List<BatchItem> items) {

        /** Without the single results. */
        public static Batch summary(Batches.Batch batch) {
            return of(batch, null);
        }

        public static Batch whole(Batches.Batch batch) {
            return of(batch, batch.items().stream().map(BatchItem::of).toList());
        }

        private static Batch of(Batches.Batch batch, @Nullable List<BatchItem> items) {
            return new Batch(
                    batch.id(),
                    new BatchUser(batch.user().value(), batch.userName()),
                    BatchAction.valueOf(batch.action().name()),
                    batch.items().size(),
                    batch.count(Phase.WAITING),
                    batch.count(Phase.RUNNING),
                    batch.count(Phase.DONE),
                    batch.count(Phase.FAILED),
                    batch.count(Phase.CANCELLED),
                    batch.created(),
                    batch.ended(),
                    items);
        }
    }

    public record BatchList(List<Batch> batches) {}
}
