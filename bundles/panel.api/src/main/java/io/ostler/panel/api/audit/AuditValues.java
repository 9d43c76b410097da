package io.ostler.panel.api.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Named values of an object before or after an act, by name; bounded, and safe to show. Secrets must not get here: say
 * with {@link #MASKED} that there is one. Immutable.
 */
public final class AuditValues {
    /** Stands for a secret. */
    public static final String MASKED = "•••";

    public static final AuditValues NONE = new AuditValues(Map.of());

    private static final int MOST = 60;
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_VALUE = 1000;
    private static final int LONGEST_ALL = 7000;

    private final Map<String, String> values;

    private AuditValues(Map<String, String> values) {
        this.values = values;
    }

    /** What exceeds the bounds is left out, and {@code …} says so. */
    public static AuditValues of(Map<String, String> values) {
        var kept = new LinkedHashMap<String, String>();
        int room = LONGEST_ALL;
        for (var entry : new TreeMap<>(values).entrySet()) {
            var name = AuditText.clean(entry.getKey(), LONGEST_NAME);
            var value = AuditText.clean(entry.getValue(), LONGEST_VALUE);
            room -= name.length() + value.length() + 2;
            if (room < 10 || kept.size() == MOST) {
                kept.put("…", "");
                break;
            }
            kept.put(name, value);
        }
        return kept.isEmpty() ? NONE : new AuditValues(kept);
    }

    /** The text that {@link #text} made. */
    public static AuditValues parse(String text) {
        var kept = new LinkedHashMap<String, String>();
        text.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            kept.put(line.substring(0, Math.max(0, tab)), line.substring(tab + 1));
        });
        return kept(kept);
    }

    /** As they stood in a record, in that order. */
    public static AuditValues kept(Map<String, String> ordered) {
        return ordered.isEmpty() ? NONE : new AuditValues(new LinkedHashMap<>(ordered));
    }

    /** In the order of their names. */
    public Map<String, String> map() {
        return Collections.unmodifiableMap(values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** One a line, a tab between name and value: neither can occur inside. At most 7,100 characters. */
    public String text() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "\t" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuditValues that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
