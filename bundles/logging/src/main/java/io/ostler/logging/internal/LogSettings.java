package io.ostler.logging.internal;

import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * How much is logged, and how much disk it may take. Immutable.
 *
 * @param levels by logger name; the empty name is the root
 */
record LogSettings(Map<String, Level> levels, int fileSizeMb, int fileCount) {
    private static final String LEVEL = "level";

    LogSettings {
        levels = Map.copyOf(levels);
    }

    static LogSettings defaults() {
        return new LogSettings(Map.of("", Level.INFO), 8, 6);
    }

    /** Reads {@code io.ostler.logging.cfg}; a value that can't be understood is the default, never a failed start. */
    static LogSettings of(@Nullable Dictionary<String, ?> values) {
        LogSettings defaults = defaults();
        if (values == null) {
            return defaults;
        }
        var levels = new HashMap<>(defaults.levels());
        for (String key : Collections.list(values.keys())) {
            Level level = key.startsWith(LEVEL) ? level(String.valueOf(values.get(key))) : null;
            if (level != null) {
                levels.put(key.equals(LEVEL) ? "" : key.substring(LEVEL.length() + 1), level);
            }
        }
        return new LogSettings(
                levels,
                number(values.get("fileSizeMb"), 1000, defaults.fileSizeMb()),
                number(values.get("fileCount"), 100, defaults.fileCount()));
    }

    private static @Nullable Level level(String word) {
        return switch (word.strip().toUpperCase(Locale.ROOT)) {
            case "ERROR" -> Level.SEVERE;
            case "WARN" -> Level.WARNING;
            case "INFO" -> Level.INFO;
            case "DEBUG" -> Level.FINE;
            case "TRACE" -> Level.FINEST;
            case "OFF" -> Level.OFF;
            default -> null;
        };
    }

    private static int number(@Nullable Object value, int most, int otherwise) {
        try {
            int number = Integer.parseInt(String.valueOf(value).strip());
            return number >= 1 && number <= most ? number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
