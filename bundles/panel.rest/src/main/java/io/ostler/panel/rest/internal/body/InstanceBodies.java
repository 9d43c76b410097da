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
     * @param permissions what the caller may do with this one
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
            List<String> permissions) {

        public static Instance of(Instances.Instance instance, List<String> permissions) {
            var snapshot = instance.snapshot();
            var owner = instance.owner();
            return new Instance(
                    snapshot.id().value(),
                    instance.node().value(),
                    instance.nodeName(),
                    owner == null ? null : new Owner(owner.value(), named(instance.ownerName(), owner.value())),
                    snapshot.definition().name(),
                    Definition.of(snapshot.definition()),
                    snapshot.revision(),
                    State.of(snapshot.state()),
                    snapshot.changedAt(),
                    instance.stale(),
                    instance.seen(),
                    permissions);
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
