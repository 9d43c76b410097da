package io.ostler.panel.api.provider;

import java.util.List;

/**
 * A setting of a provider; the console draws the form from these. Immutable.
 *
 * @param name {@code [a-zA-Z][a-zA-Z0-9-]{0,39}}
 * @param label for people
 * @param hint a sentence below the field; may be empty
 * @param fallback value of a new provider; empty for none
 * @param choices of {@link Kind#CHOICE}: the values with their labels
 */
public record SettingField(
        String name, Kind kind, boolean required, String label, String hint, String fallback, List<Choice> choices) {

    /** How it is asked for. */
    public enum Kind {
        TEXT,
        /** Several lines, such as a certificate. */
        LONG_TEXT,
        /** Sealed at rest and never sent to a browser again. */
        SECRET,
        /** {@code true} or {@code false}. */
        FLAG,
        CHOICE,
        /** Texts, one a line. */
        LIST
    }

    public record Choice(String value, String label) {}

    public SettingField {
        if (!name.matches("[a-zA-Z][a-zA-Z0-9-]{0,39}")) {
            throw new IllegalArgumentException("not the name of a setting: " + name);
        }
        choices = List.copyOf(choices);
    }

    public static SettingField of(String name, Kind kind, boolean required, String label, String hint) {
        return new SettingField(name, kind, required, label, hint, "", List.of());
    }

    public SettingField withFallback(String value) {
        return new SettingField(name, kind, required, label, hint, value, choices);
    }

    public SettingField withChoices(List<Choice> from) {
        return new SettingField(name, kind, required, label, hint, fallback, from);
    }
}
