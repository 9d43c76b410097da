package io.ostler.daemon.instance.internal.launch;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstancePort;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.model.Variable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands for {@code {name}} in the texts of a definition: a few values of the instance's own, its ports and its
 * variables; nothing else of the daemon's can be named. A text is filled once: what a value holds is never looked at
 * again. Only {@code {name}} without a {@code $} before it is a placeholder, every other brace means itself, so that
 * JSON, {@code {a,b}} and {@code ${X}} stay what they are; <code>{{name}}</code> stands for {@code {name}}. Immutable.
 */
public final class Placeholders {

    /** No variable may have one of these names. */
    static final Set<String> BUILT_IN = Set.of("id", "instance_name", "files", "port", "memory_mb", "java", "random");

    static final String RANDOM = "random";

    private static final String NAME = "([a-z][a-z0-9_.]*)";

    /** The third form is a value with a brace on either side. */
    private static final Pattern FORM =
            Pattern.compile("\\{\\{\\{" + NAME + "}}}|\\{\\{" + NAME + "}}|(?<!\\$)\\{" + NAME + "}");

    private static final SecureRandom NUMBERS = new SecureRandom();

    private static final String INSTANCE_NAME = "instance_name";

    private final Map<String, String> values;
    private final Set<String> secrets;
    /** Any text, set by people who may not edit the definition. */
    private final Set<String> chosen;

    private Placeholders(Map<String, String> values, Set<String> secrets, Set<String> chosen) {
        this.values = Map.copyOf(values);
        this.secrets = secrets;
        this.chosen = chosen;
    }

    public static Placeholders of(InstanceId id, InstanceDefinition definition, Path files) {
        var values = new HashMap<String, String>();
        var launch = definition.launch();
        launch.variables().forEach(variable -> values.put(variable.name(), variable.value()));
        values.put("id", id.value());
        values.put(INSTANCE_NAME, definition.name());
        values.put("files", files.toAbsolutePath().toString());
        values.put(RANDOM, random());
        JavaProgram.find().ifPresent(java -> values.put("java", java));
        var memory = definition.care().limits().memory();
        if (memory != null) {
            values.put("memory_mb", Long.toString(memory >> 20));
        }
        for (InstancePort port : launch.ports()) {
            values.putIfAbsent("port", Integer.toString(port.number()));
            values.put("port." + port.name(), Integer.toString(port.number()));
        }
        var chosen = new HashSet<>(names(launch, variable -> variable.editable() && isText(variable)));
        chosen.add(INSTANCE_NAME);
        return new Placeholders(
                values, names(launch, variable -> variable.type() == Variable.Type.SECRET), Set.copyOf(chosen));
    }

    private static Set<String> names(LaunchOptions launch, Predicate<Variable> which) {
        return launch.variables().stream().filter(which).map(Variable::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Of all others the definition says what they can be. */
    private static boolean isText(Variable variable) {
        return variable.type() == Variable.Type.TEXT || variable.type() == Variable.Type.SECRET;
    }

    /** {@code PLACEHOLDER_UNKNOWN} naming the first that nothing is known by. */
    public String fill(String text) {
        return text.indexOf('{') < 0 ? text : FORM.matcher(text).replaceAll(found -> quoted(found));
    }

    /** Whether a value that not everybody may see would stand in the text. */
    boolean showsSecret(String text) {
        return names(text).stream().anyMatch(secrets::contains);
    }

    /** Whether a value that is chosen without the right to edit would stand in the text. */
    boolean showsChosen(String text) {
        return names(text).stream().anyMatch(chosen::contains);
    }

    /** Whether it is such a value that makes an option of an argument. */
    boolean isOptionByChoice(String text) {
        return fill(text).startsWith("-") && !withoutChosen().fill(text).startsWith("-");
    }

    private Placeholders withoutChosen() {
        var fixed = new HashMap<>(values);
        chosen.forEach(name -> fixed.replace(name, ""));
        return new Placeholders(fixed, secrets, chosen);
    }

    /** The placeholders of a text. */
    static Set<String> names(String text) {
        return FORM.matcher(text)
                .results()
                .filter(found -> found.group(2) == null)
                .map(Placeholders::name)
                .collect(Collectors.toSet());
    }

    private String quoted(MatchResult found) {
        return Matcher.quoteReplacement(replacement(found));
    }

    private String replacement(MatchResult found) {
        if (found.group(2) != null) {
            return "{" + found.group(2) + "}";
        }
        var value = values.get(name(found));
        if (value == null) {
            throw OstlerException.of(ErrorCode.PLACEHOLDER_UNKNOWN, "name", shown(name(found)));
        }
        return found.group(1) != null ? "{" + value + "}" : value;
    }

    private static String name(MatchResult found) {
        return found.group(1) != null ? found.group(1) : found.group(3);
    }

    private static String shown(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "…";
    }

    private static String random() {
        var bytes = new byte[16];
        NUMBERS.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
