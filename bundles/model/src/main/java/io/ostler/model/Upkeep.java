package io.ostler.model;

import java.time.Duration;
import java.util.List;

/**
 * Commands that install and update what an instance runs; they run as tasks in its own folder, under its account and
 * with its variables, while it is at rest. Immutable and valid by construction.
 *
 * @param install, update commands one after the other until one fails; program and arguments, no shell sees them; at
 *     most 20; empty: there is none
 * @param timeLimit for all commands of one task together; 1 s to 24 h
 */
public record Upkeep(List<List<String>> install, List<List<String>> update, Duration timeLimit) {

    public static final Upkeep NONE = new Upkeep(List.of(), List.of(), Duration.ofHours(1));

    public Upkeep {
        install = copy(install, "upkeep.install");
        update = copy(update, "upkeep.update");
        if (timeLimit.compareTo(Duration.ofSeconds(1)) < 0 || timeLimit.compareTo(Duration.ofHours(24)) > 0) {
            throw OstlerException.invalid("upkeep.timeLimitMillis", "1000 to 86400000");
        }
    }

    private static List<List<String>> copy(List<List<String>> commands, String field) {
        var copy = commands.stream().map(List::copyOf).toList();
        boolean fits = copy.size() <= 20
                && copy.stream()
                        .allMatch(command -> !command.isEmpty()
                                && command.size() <= 256
                                && !command.getFirst().isBlank()
                                && command.stream().noneMatch(part -> part.indexOf('\0') >= 0)
                                && command.stream().mapToInt(String::length).sum() <= 32768);
        if (!fits) {
            throw OstlerException.invalid(field, "at most 20 commands of 1 to 256 items, 32768 characters each");
        }
        return copy;
    }
}
