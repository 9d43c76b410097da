package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
            @Nullable Policy files) {

        public static Definition of(InstanceDefinition definition) {
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
                    Policy.of(definition.files()));
        }

        /**
         * The model's form, which checks the values.
         *
         * @param otherwise what holds for its files when the client, an old one, doesn't say
         */
        public InstanceDefinition model(FilePolicy otherwise) {
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
                    files == null ? otherwise : new FilePolicy(files.quota(), files.denied()));
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
        @JsonSubTypes.Type(value = SignalStop.class, name = "signal")
    })
    @Schema(
            oneOf = {CommandStop.class, SignalStop.class},
            discriminatorProperty = "type",
            discriminatorMapping = {
                @DiscriminatorMapping(value = "command", schema = CommandStop.class),
                @DiscriminatorMapping(value = "signal", schema = SignalStop.class)
            })
    public sealed interface Stop {
        StopAction model();

        static Stop of(StopAction stop) {
            return switch (stop) {
                case StopAction.Command c -> new CommandStop(c.text());
                case StopAction.Signal s -> new SignalStop(s.name());
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
}
