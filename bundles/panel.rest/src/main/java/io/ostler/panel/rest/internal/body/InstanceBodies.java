package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.model.PowerAction;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.rest.internal.body.DefinitionBodies.Definition;
import io.ostler.panel.rest.internal.body.StateBodies.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies about instances. */
public final class InstanceBodies {
    private InstanceBodies() {}

    public record Owner(String id, String name) {}

    /**
     * @param stale the node is away: the state is what it was at {@code seen}
     * @param expires from then on it can't be started; absent: never
     * @param labels absent when nobody wrote any; their revision is 0 then
     * @param permissions what the caller may do with this one
     * @param problems how many were recognised in what it prints
     * @param usage absent unless it runs and the caller may see it
     */
    public record Instance(
            String id,
            String node,
            String nodeName,
            @Nullable Owner owner,
            String name,
            Definition definition,
            long revision,
            State state,
            Instant changedAt,
            boolean stale,
            Instant seen,
            @Nullable Instant expires,
            LabelBodies.@Nullable Labels labels,
            List<String> permissions,
            int problems,
            UsageBodies.@Nullable InstanceUsage usage) {

        /** @param secrets whether the values of secret variables are shown */
        public static Instance of(
                Instances.Instance instance,
                List<String> permissions,
                boolean secrets,
                int problems,
                UsageBodies.@Nullable InstanceUsage usage) {
            var snapshot = instance.snapshot();
            var owner = instance.owner();
            return new Instance(
                    snapshot.id().value(),
                    instance.node().value(),
                    instance.nodeName(),
                    owner == null ? null : new Owner(owner.value(), named(instance.ownerName(), owner.value())),
                    snapshot.definition().name(),
                    Definition.of(snapshot.definition(), secrets),
                    snapshot.revision(),
                    State.of(snapshot.state()),
                    snapshot.changedAt(),
                    instance.stale(),
                    instance.seen(),
                    snapshot.definition().care().expires(),
                    LabelBodies.Labels.written(instance.labels()),
                    permissions,
                    problems,
                    usage);
        }

        private static String named(@Nullable String name, String otherwise) {
            return name == null ? otherwise : name;
        }
    }

    /** @param next cursor of the next page, null on the last; {@code total} counts all that match */
    public record InstanceList(
            List<Instance> instances,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String next,

            int total) {}

    public record NewInstance(
            String node, Definition definition, @Nullable String owner) {}

    /** @param owner id of a user, or null: nobody */
    public record OwnerChange(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String owner) {}

    public record PowerOrder(Action action) {}

    /** A power action by its name on the wire. */
    public enum Action {
        @JsonProperty("start")
        START(PowerAction.START),
        @JsonProperty("stop")
        STOP(PowerAction.STOP),
        @JsonProperty("restart")
        RESTART(PowerAction.RESTART),
        @JsonProperty("kill")
        KILL(PowerAction.KILL);

        private final PowerAction model;

        Action(PowerAction model) {
            this.model = model;
        }

        public PowerAction model() {
            return model;
        }
    }

    public record InputLine(String line) {}
}
