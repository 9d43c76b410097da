package io.ostler.model;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A typed value that stands for {@code {name}} in the command, the working folder, the environment and stop commands.
 * Immutable and valid by construction.
 *
 * @param name {@code [a-z][a-z0-9_]*}, at most 40 characters; none of the built-in names
 * @param type of the value
 * @param value checked against the type
 * @param choices of {@link Type#CHOICE}, at most 100; else empty
 * @param minimum, maximum of {@link Type#NUMBER}, both included
 * @param label shown to people; {@code ""}: the name
 * @param editable whether who may only change settings ({@code instance.rename}) may change the value
 */
public record Variable(
        String name,
        Type type,
        String value,
        List<String> choices,
        @Nullable Long minimum,
        @Nullable Long maximum,
        String label,
        boolean editable) {

    /** Kinds of values. */
    public enum Type {
        /** At most 1024 printable characters in one line. */
        TEXT,
        /** A whole number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        FLAG,
        CHOICE,
        /** Like text; shown to nobody who may not edit the definition. */
        SECRET
    }

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    public Variable {
        choices = List.copyOf(choices);
        if (!NAME.matcher(name).matches()) {
            throw OstlerException.invalid("variables.name", "a small letter, then small letters, digits and _");
        }
        if (label.length() > 80 || choices.size() > 100) {
            throw OstlerException.invalid("variables." + name, "a label of at most 80 characters, at most 100 choices");
        }
        if (!fits(type, value, choices, minimum, maximum)) {
            throw OstlerException.invalid("variables." + name, rule(type, minimum, maximum));
        }
    }

    /** The same with another value. */
    public Variable with(String other) {
        return new Variable(name, type, other, choices, minimum, maximum, label, editable);
    }

    private static boolean fits(
            Type type, String value, List<String> choices, @Nullable Long minimum, @Nullable Long maximum) {
        return switch (type) {
            case TEXT, SECRET -> isLine(value);
            case FLAG -> value.equals("true") || value.equals("false");
            case CHOICE -> isLine(value) && choices.contains(value);
            case NUMBER ->
                NUMBER.matcher(value).matches()
                        && (minimum == null || Long.parseLong(value) >= minimum)
                        && (maximum == null || Long.parseLong(value) <= maximum);
        };
    }

    private static boolean isLine(String value) {
        return value.length() <= 1024 && value.codePoints().noneMatch(InstanceDefinition::endsLine);
    }

    private static String rule(Type type, @Nullable Long minimum, @Nullable Long maximum) {
        return switch (type) {
            case TEXT, SECRET -> "at most 1024 printable characters in one line";
            case FLAG -> "true or false";
            case CHOICE -> "one of the choices";
            case NUMBER ->
                "a whole number" + (minimum == null ? "" : ", at least " + minimum)
                        + (maximum == null ? "" : ", at most " + maximum);
        };
    }
}
