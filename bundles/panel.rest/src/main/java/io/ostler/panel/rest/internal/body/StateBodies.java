package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceState;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an instance is doing, told apart by {@code type}. */
public final class StateBodies {
    private StateBodies() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = StoppedState.class, name = "stopped"),
        @JsonSubTypes.Type(value = StartingState.class, name = "starting"),
        @JsonSubTypes.Type(value = RunningState.class, name = "running"),
        @JsonSubTypes.Type(value = StoppingState.class, name = "stopping"),
        @JsonSubTypes.Type(value = BusyState.class, name = "busy"),
        @JsonSubTypes.Type(value = CrashedState.class, name = "crashed"),
        @JsonSubTypes.Type(value = UnknownState.class, name = "unknown")
    })
    @Schema(
            oneOf = {
                StoppedState.class,
                StartingState.class,
                RunningState.class,
                StoppingState.class,
                BusyState.class,
                CrashedState.class,
                UnknownState.class
            },
            discriminatorProperty = "type",
            discriminatorMapping = {
                @DiscriminatorMapping(value = "stopped", schema = StoppedState.class),
                @DiscriminatorMapping(value = "starting", schema = StartingState.class),
                @DiscriminatorMapping(value = "running", schema = RunningState.class),
                @DiscriminatorMapping(value = "stopping", schema = StoppingState.class),
                @DiscriminatorMapping(value = "busy", schema = BusyState.class),
                @DiscriminatorMapping(value = "crashed", schema = CrashedState.class),
                @DiscriminatorMapping(value = "unknown", schema = UnknownState.class)
            })
    public sealed interface State {
        static State of(InstanceState state) {
            return switch (state) {
                case InstanceState.Stopped s -> new StoppedState(s.exit() == null ? null : Exit.of(s.exit()));
                case InstanceState.Starting s -> new StartingState(s.since());
                case InstanceState.Running s -> new RunningState(s.since(), s.pid());
                case InstanceState.Stopping s -> new StoppingState(s.since(), s.deadline());
                case InstanceState.Busy s -> new BusyState(s.task(), s.since());
                case InstanceState.Crashed s -> new CrashedState(Exit.of(s.exit()), Recovery.of(s.recovery()));
                case InstanceState.Unknown s -> new UnknownState(s.reason());
            };
        }
    }

    public record StoppedState(@Nullable Exit exit) implements State {}

    public record StartingState(Instant since) implements State {}

    public record RunningState(Instant since, long pid) implements State {}

    /** @param deadline what lives then is killed */
    public record StoppingState(Instant since, Instant deadline) implements State {}

    public record BusyState(String task, Instant since) implements State {}

    /** @param recovery what the restart policy does about it; absent: nothing */
    public record CrashedState(Exit exit, @Nullable Recovery recovery) implements State {}

    /** @param next when start number {@code attempt} in a row comes; absent: given up after {@code attempts} */
    public record Recovery(
            int attempt, int attempts, @Nullable Instant next) {
        static @Nullable Recovery of(InstanceState.@Nullable Recovery recovery) {
            return recovery == null ? null : new Recovery(recovery.attempt(), recovery.attempts(), recovery.next());
        }
    }

    public record UnknownState(String reason) implements State {}

    /** @param code absent when a signal ended the program or nobody knows; {@code requested}: somebody asked for the end */
    public record Exit(
            @Nullable Integer code, @Nullable Integer signal, Instant at, long ranMillis, boolean requested) {

        static Exit of(ExitInfo exit) {
            return new Exit(exit.code(), exit.signal(), exit.at(), exit.ran().toMillis(), exit.requested());
        }
    }
}
