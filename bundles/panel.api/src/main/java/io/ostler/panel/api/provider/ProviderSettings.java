package io.ostler.panel.api.provider;

import io.ostler.model.OstlerException;
import java.util.List;
import java.util.Map;

/** What was set for one provider, secrets in clear: never log it. Immutable. */
public final class ProviderSettings {
    private final Map<String, String> values;

    public ProviderSettings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Empty for what isn't set. */
    public String text(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** As it was typed, with spaces around it. */
    public String secret(String name) {
        return values.getOrDefault(name, "");
    }

    /** {@code INVALID_REQUEST} when it isn't set. */
    public String required(String name) {
        var value = text(name);
        if (value.isEmpty()) {
            throw OstlerException.invalid(name, "must be set");
        }
        return value;
    }

    public boolean flag(String name) {
        return text(name).equals("true");
    }

    /** Without empty lines. */
    public List<String> list(String name) {
        return text(name)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** {@code INVALID_REQUEST} outside the bounds and for what is no number. */
    public int number(String name, int fallback, int least, int most) {
        var value = text(name);
        if (value.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw OstlerException.invalid(name, "a number from " + least + " to " + most);
    }

    /** Only the names: values may be secrets. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
