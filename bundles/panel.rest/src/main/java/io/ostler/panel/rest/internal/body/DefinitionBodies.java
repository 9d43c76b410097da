package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ostler.model.CarePolicy;
import io.ostler.model.ConsolePolicy;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import io.ostler.model.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an instance is and how it runs. */
public final class DefinitionBodies {
    private static final long LONGEST_STOP_MILLIS = Duration.ofHours(1).toMillis();

    private DefinitionBodies() {}

    public record Definition(
            String name,
            String type,
            List<String> command,
            String workingFolder,
            Map<String, String> environment,
            boolean terminal,
            Stop stop,
            long stopTimeoutMillis,
            String encoding,
            InstanceDefinition.LineEnd lineEnd,
            boolean autoStart,
            @Nullable Policy files,
            RunBodies.@Nullable Launch launch,
            RunBodies.@Nullable Care care,
            RunBodies.@Nullable Upkeep upkeep,
            RunBodies.@Nullable Console console) {

        /** @param secrets whether the values of secret variables are shown */
        public static Definition of(InstanceDefinition definition, boolean secrets) {
            return new Definition(
                    definition.name(),
                    definition.type(),
                    definition.command(),
                    definition.workingFolder(),
                    definition.environment(),
                    definition.terminal(),
                    Stop.of(definition.stop()),
                    definition.stopTimeout().toMillis(),
                    definition.encoding(),
                    definition.lineEnd(),
                    definition.autoStart(),
                    Policy.of(definition.files()),
                    RunBodies.Launch.of(definition.launch(), secrets),
                    RunBodies.Care.of(definition.care()),
                    RunBodies.Upkeep.of(definition.upkeep()),
                    RunBodies.Console.of(definition.console()));
        }

        /**
         * The model's form, which checks the values.
         *
         * @param present the definition so far, null for a new instance: what the client, an old one, doesn't say of it
         *     stays
         */
        public InstanceDefinition model(@Nullable InstanceDefinition present) {
            if (stopTimeoutMillis < 1000 || stopTimeoutMillis > LONGEST_STOP_MILLIS) {
                throw OstlerException.invalid("stopTimeoutMillis", "1000 to " + LONGEST_STOP_MILLIS);
            }
            return new InstanceDefinition(
                    name,
                    type,
                    command,
                    workingFolder,
                    environment,
                    terminal,
                    stop.model(),
                    Duration.ofMillis(stopTimeoutMillis),
                    encoding,
                    lineEnd,
                    autoStart,
                    files != null
                            ? new FilePolicy(files.quota(), files.denied())
                            : present != null ? present.files() : FilePolicy.FREE,
                    launch != null ? launch.model() : present != null ? present.launch() : LaunchOptions.NONE,
                    careOf(present),
                    upkeep != null ? upkeep.model() : present != null ? present.upkeep() : Upkeep.NONE,
                    console != null ? console.model() : present != null ? present.console() : ConsolePolicy.PLAIN);
        }

        /** When it expires is changed elsewhere, and stays. */
        private CarePolicy careOf(@Nullable InstanceDefinition present) {
            var known = present != null ? present.care() : CarePolicy.DEFAULT;
            return care != null ? care.model().withExpires(known.expires()) : known;
        }
    }

    /** What holds for all of its files: bytes on disk (absent: no limit), patterns of names that stay as they are. */
    public record Policy(@Nullable Long quota, List<String> denied) {
        static Policy of(FilePolicy policy) {
            return new Policy(policy.quota(), policy.denied());
        }
    }

    /** How an instance is asked to end, told apart by {@code type}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = CommandStop.class, name = "command"),
        @JsonSubTypes.Type(value = SignalStop.class, name = "signal"),
        @JsonSubTypes.Type(value = PlanStop.class, name = "plan")
    })
    @Schema(
            oneOf = {CommandStop.class, SignalStop.class, PlanStop.class},
            discriminatorProperty = "type",
            discriminatorMapping = {
                @DiscriminatorMapping(value = "command", schema = CommandStop.class),
                @DiscriminatorMapping(value = "signal", schema = SignalStop.class),
                @DiscriminatorMapping(value = "plan", schema = PlanStop.class)
            })
    public sealed interface Stop {
        StopAction model();

        static Stop of(StopAction stop) {
            return switch (stop) {
                case StopAction.Command c -> new CommandStop(c.text());
                case StopAction.Signal s -> new SignalStop(s.name());
                case StopAction.Plan p ->
                    new PlanStop(p.steps().stream().map(StopStep::of).toList());
            };
        }
    }

    /** @param text a line typed on the console; may have several lines */
    public record CommandStop(String text) implements Stop {
        @Override
        public StopAction model() {
            return new StopAction.Command(text);
        }
    }

    public record SignalStop(StopAction.SignalName name) implements Stop {
        @Override
        public StopAction model() {
            return new StopAction.Signal(name);
        }
    }

    /** Steps one after the other, until the program has ended. */
    public record PlanStop(List<StopStep> steps) implements Stop {
        @Override
        public StopAction model() {
            return new StopAction.Plan(steps.stream().map(StopStep::model).toList());
        }
    }

    /** One step: exactly one of its fields is set. */
    public record StopStep(
            @Nullable String command,
            StopAction.@Nullable SignalName signal,
            @Nullable Long waitMillis) {

        static StopStep of(StopAction.Step step) {
            return switch (step) {
                case StopAction.Step.Command(var text) -> new StopStep(text, null, null);
                case StopAction.Step.Signal(var name) -> new StopStep(null, name, null);
                case StopAction.Step.Wait(var time) -> new StopStep(null, null, time.toMillis());
            };
        }

        StopAction.Step model() {
            if (Stream.of(command, signal, waitMillis).filter(Objects::nonNull).count() != 1) {
                throw OstlerException.invalid("stop.steps", "exactly one of command, signal and waitMillis in a step");
            }
            if (command != null) {
                return new StopAction.Step.Command(command);
            }
            return signal != null
                    ? new StopAction.Step.Signal(signal)
                    : new StopAction.Step.Wait(RunBodies.time(
                            Objects.requireNonNull(waitMillis), StopAction.Step.LONGEST_WAIT, "stop.steps.waitMillis"));
        }
    }
}
