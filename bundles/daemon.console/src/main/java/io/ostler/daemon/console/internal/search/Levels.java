package io.ostler.daemon.console.internal.search;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How urgent a line is by the word that its program wrote. The same rules as the web console's {@code levels.ts}; both
 * are tested with one list of samples.
 */
final class Levels {

    static final int DEBUG = 0;
    static final int INFO = 1;
    static final int WARN = 2;
    static final int ERROR = 3;
    /** No word of the kind. */
    static final int NONE = -1;

    private static final String[] NAMES = {"debug", "info", "warn", "error"};
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("TRACE", DEBUG),
            Map.entry("DEBUG", DEBUG),
            Map.entry("VERBOSE", DEBUG),
            Map.entry("FINE", DEBUG),
            Map.entry("INFO", INFO),
            Map.entry("NOTICE", INFO),
            Map.entry("ACTION", INFO),
            Map.entry("WARN", WARN),
            Map.entry("WARNING", WARN),
            Map.entry("ERR", ERROR),
            Map.entry("ERROR", ERROR),
            Map.entry("SEVERE", ERROR),
            Map.entry("FATAL", ERROR),
            Map.entry("CRITICAL", ERROR),
            Map.entry("EMERG", ERROR));
    private static final String WORD = String.join("|", WORDS.keySet());
    private static final Pattern BRACKETED =
            Pattern.compile("\\[(?:[^\\[\\]]{0,60}[\\s/:|])?(" + WORD + ")\\]", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile(
            "(?:^|[\\s:|])(" + WORD + ")(?=\\s*[:\\[|]|\\s+-\\s)|level=(" + WORD.toLowerCase(Locale.ROOT) + ")\\b");
    private static final Pattern CONTINUES = Pattern.compile("^(?:\\s+\\S|Caused by:|Traceback |\\.\\.\\. \\d+ more)");
    private static final int WITHIN = 96;

    private Levels() {}

    static int find(String line) {
        var head = line.length() > WITHIN ? line.substring(0, WITHIN) : line;
        if (head.indexOf('[') >= 0) {
            var bracketed = BRACKETED.matcher(head);
            if (bracketed.find()) {
                return of(bracketed.group(1));
            }
        }
        var bare = BARE.matcher(head);
        return bare.find() ? of(bare.group(1) != null ? bare.group(1) : bare.group(2)) : NONE;
    }

    /** Lines of a stack trace and the like belong to the line above them. */
    static boolean continuesPrevious(String line) {
        return CONTINUES.matcher(line).find();
    }

    static @Nullable String name(int level) {
        return level == NONE ? null : NAMES[level];
    }

    /** As the web console filters: without a word a line passes {@code info} alone. */
    static boolean passes(int level, int least) {
        return least <= INFO ? level != DEBUG : level >= least;
    }

    private static int of(String word) {
        return WORDS.getOrDefault(word.toUpperCase(Locale.ROOT), NONE);
    }
}
