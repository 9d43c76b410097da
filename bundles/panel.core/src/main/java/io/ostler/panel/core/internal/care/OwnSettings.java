package io.ostler.panel.core.internal.care;

import io.ostler.model.InstanceDefinition;
import io.ostler.model.LaunchOptions;
import io.ostler.model.Variable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What somebody may change of a definition without the right to edit it: the name, and the values of variables that are
 * marked so. Secrets aren't shown to them; one that comes back empty stays as it is. Stateless.
 */
public final class OwnSettings {
    private OwnSettings() {}

    /** The present definition with what of the wanted one they may change. */
    public static InstanceDefinition merged(InstanceDefinition wanted, InstanceDefinition present) {
        var values = values(wanted);
        var variables = present.launch().variables().stream()
                .map(variable -> {
                    var value = values.get(variable.name());
                    return value == null || !variable.editable() || isHidden(variable, value.value())
                            ? variable
                            : variable.with(value.value());
                })
                .toList();
        return present.withName(wanted.name()).withLaunch(with(present.launch(), variables));
    }

    /** Whether the wanted one asks for nothing that {@link #merged} leaves out. */
    public static boolean isAll(InstanceDefinition wanted, InstanceDefinition merged) {
        var known = values(merged);
        var variables = wanted.launch().variables().stream()
                .map(variable -> {
                    var present = known.get(variable.name());
                    return present != null && isHidden(variable, variable.value())
                            ? variable.with(present.value())
                            : variable;
                })
                .toList();
        return wanted.withLaunch(with(wanted.launch(), variables)).equals(merged);
    }

    private static boolean isHidden(Variable variable, String value) {
        return variable.type() == Variable.Type.SECRET && value.isEmpty();
    }

    private static Map<String, Variable> values(InstanceDefinition definition) {
        return definition.launch().variables().stream().collect(Collectors.toMap(Variable::name, Function.identity()));
    }

    private static LaunchOptions with(LaunchOptions launch, List<Variable> variables) {
        return new LaunchOptions(launch.runAs(), variables, launch.ports());
    }
}
