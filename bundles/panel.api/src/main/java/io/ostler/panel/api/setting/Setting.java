package io.ostler.panel.api.setting;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A setting of the panel: a name, a type, what holds where nothing is set, and what is allowed. Make it a constant.
 * Immutable.
 */
public final class Setting<T> {
    private final String name;
    private final T fallback;
    private final Function<String, T> reader;
    private final Function<T, String> writer;
    private final Function<T, Boolean> allowed;
    private final Map<String, String> bounds;

    private Setting(
            String name,
            T fallback,
            Function<String, T> reader,
            Function<T, String> writer,
            Function<T, Boolean> allowed,
            Map<String, String> bounds) {
        this.name = name;
        this.fallback = fallback;
        this.reader = reader;
        this.writer = writer;
        this.allowed = allowed;
        this.bounds = bounds;
    }

    /** A whole number within bounds that belong to it. */
    public static Setting<Integer> number(String name, int fallback, int min, int max) {
        return new Setting<>(
                name,
                fallback,
                Integer::valueOf,
                value -> Integer.toString(value),
                value -> value >= min && value <= max,
                Map.of("min", Integer.toString(min), "max", Integer.toString(max)));
    }

    public static Setting<Boolean> flag(String name, boolean fallback) {
        return new Setting<>(
                name, fallback, Boolean::valueOf, value -> Boolean.toString(value), value -> true, Map.of());
    }

    /** One of an enum's constants. */
    public static <E extends Enum<E>> Setting<E> choice(String name, E fallback) {
        return new Setting<>(
                name,
                fallback,
                text -> Enum.valueOf(fallback.getDeclaringClass(), text.toUpperCase(Locale.ROOT)),
                value -> value.name().toLowerCase(Locale.ROOT),
                value -> true,
                Map.of());
    }

    /** A text of at most so many characters. */
    public static Setting<String> text(String name, String fallback, int longest) {
        return new Setting<>(
                name,
                fallback,
                text -> text,
                text -> text,
                text -> text.length() <= longest,
                Map.of("max", Integer.toString(longest)));
    }

    /**
     * Some things, each a text of one line.
     *
     * @param element makes one; an {@link IllegalArgumentException} for a text that is none
     */
    public static <E> Setting<List<E>> list(
            String name, int most, Function<String, E> element, Function<E, String> text) {
        return new Setting<>(
                name,
                List.of(),
                all -> all.lines().map(element).toList(),
                all -> all.stream().map(text).collect(Collectors.joining("\n")),
                all -> all.size() <= most,
                Map.of("max", Integer.toString(most)));
    }

    public String name() {
        return name;
    }

    public T fallback() {
        return fallback;
    }

    /** {@code VALUE_OUT_OF_RANGE}. */
    public T checked(T value) {
        if (!allowed.apply(value)) {
            var parameters = new java.util.HashMap<>(bounds);
            parameters.put("field", name);
            throw new OstlerException(ErrorCode.VALUE_OUT_OF_RANGE, parameters);
        }
        return value;
    }

    /** What {@link #write} made; an {@link IllegalArgumentException} for anything else. */
    public T read(String text) {
        var value = reader.apply(text);
        if (!allowed.apply(value)) {
            throw new IllegalArgumentException(name + " out of its bounds: " + text);
        }
        return value;
    }

    public String write(T value) {
        return writer.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
