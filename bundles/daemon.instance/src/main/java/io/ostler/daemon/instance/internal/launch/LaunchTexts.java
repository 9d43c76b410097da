package io.ostler.daemon.instance.internal.launch;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import io.ostler.model.Variable;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The texts of a definition with their placeholders filled. Each is filled by itself: an argument stays one argument
 * whatever its value holds, and no shell sees it. Stateless.
 */
public final class LaunchTexts {
    private LaunchTexts() {}

    /**
     * Refuses what couldn't be filled, before it is stored and again before a start: {@code PLACEHOLDER_UNKNOWN}, or
     * {@code INVALID_REQUEST} naming the field.
     */
    public static void check(InstanceId id, InstanceDefinition definition, Path files) {
        var placeholders = Placeholders.of(id, definition, files);
        for (Variable variable : definition.launch().variables()) {
            if (Placeholders.BUILT_IN.contains(variable.name())) {
                throw OstlerException.invalid("variables." + variable.name(), "none of the built-in names");
            }
        }
        WorkingFolder.check(filled(definition, placeholders).workingFolder());
        upkeep(definition).forEach(command -> command(command, definition, placeholders));
        stopTexts(definition.stop()).forEach(text -> {
            if (Placeholders.names(text).contains(Placeholders.RANDOM)) {
                throw OstlerException.of(ErrorCode.PLACEHOLDER_UNKNOWN, "name", Placeholders.RANDOM);
            }
            placeholders.fill(text);
        });
        Stream.concat(Stream.of(definition.command()), upkeep(definition))
                .forEach(command -> requireOwnWords(command, placeholders));
        // These are named in messages to people, and stand in lists of processes as nothing else does.
        Stream.concat(Stream.of(definition.command()), upkeep(definition))
                .map(List::getFirst)
                .filter(placeholders::showsSecret)
                .findAny()
                .ifPresent(program -> {
                    throw OstlerException.invalid("command", "a program whose name holds no secret");
                });
        if (placeholders.showsSecret(definition.workingFolder())) {
            throw OstlerException.invalid("workingFolder", "a folder whose name holds no secret");
        }
    }

    /** Who may only choose a value chooses neither what is run nor how: that takes the right to edit. */
    private static void requireOwnWords(List<String> command, Placeholders placeholders) {
        if (placeholders.showsChosen(command.getFirst())) {
            throw OstlerException.invalid("command", "a program that no name and no editable text decides");
        }
        command.stream()
                .skip(1)
                .filter(placeholders::isOptionByChoice)
                .findAny()
                .ifPresent(argument -> {
                    throw OstlerException.invalid(
                            "command", "no argument that a name or an editable text makes an option (-)");
                });
    }

    /** The definition as a program is started with it: command, working folder and environment filled. */
    public static InstanceDefinition filled(InstanceId id, InstanceDefinition definition, Path files) {
        return filled(definition, Placeholders.of(id, definition, files));
    }

    /** A line that is typed to stop the program. */
    public static String stopText(String text, InstanceId id, InstanceDefinition definition, Path files) {
        return Placeholders.of(id, definition, files).fill(text);
    }

    private static InstanceDefinition command(
            List<String> command, InstanceDefinition definition, Placeholders placeholders) {
        return filled(
                definition.withRun(command, definition.workingFolder(), definition.environment(), false), placeholders);
    }

    private static InstanceDefinition filled(InstanceDefinition definition, Placeholders placeholders) {
        var environment = new TreeMap<>(definition.environment());
        environment.replaceAll((name, value) -> placeholders.fill(value));
        return definition.withRun(
                definition.command().stream().map(placeholders::fill).toList(),
                placeholders.fill(definition.workingFolder()),
                environment,
                definition.terminal());
    }

    private static Stream<List<String>> upkeep(InstanceDefinition definition) {
        return Stream.concat(definition.upkeep().install().stream(), definition.upkeep().update().stream());
    }

    private static Stream<String> stopTexts(StopAction stop) {
        return switch (stop) {
            case StopAction.Command(var text) -> Stream.of(text);
            case StopAction.Signal signal -> Stream.empty();
            case StopAction.Plan(var steps) ->
                steps.stream()
                        .filter(StopAction.Step.Command.class::isInstance)
                        .map(step -> ((StopAction.Step.Command) step).text());
        };
    }
}
