package io.ostler.model;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under which account and with which values a program runs. Immutable and valid by construction.
 *
 * @param runAs account of the node's system, null: the daemon's own; needs a daemon that runs as root
 * @param variables at most 100, names differ
 * @param ports at most 50, names differ, none collides with another
 */
public record LaunchOptions(@Nullable String runAs, List<Variable> variables, List<InstancePort> ports) {

    public static final LaunchOptions NONE = new LaunchOptions(null, List.of(), List.of());

    private static final Pattern ACCOUNT = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    public LaunchOptions {
        variables = List.copyOf(variables);
        ports = List.copyOf(ports);
        if (runAs != null && !ACCOUNT.matcher(runAs).matches()) {
            throw OstlerException.invalid("launch.runAs", "the name of an account");
        }
        requireDifferent(variables.stream().map(Variable::name).toList(), 100, "variables");
        requireDifferent(ports.stream().map(InstancePort::name).toList(), 50, "ports");
        for (int i = 0; i < ports.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (ports.get(i).collides(ports.get(j))) {
                    throw OstlerException.invalid("ports." + ports.get(i).name(), "a number that no other port has");
                }
            }
        }
    }

    private static void requireDifferent(List<String> names, int most, String field) {
        if (names.size() > most || new HashSet<>(names).size() < names.size()) {
            throw OstlerException.invalid(field, "at most " + most + ", with different names");
        }
    }
}
