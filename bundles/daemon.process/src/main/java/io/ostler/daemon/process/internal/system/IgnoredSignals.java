package io.ostler.daemon.process.internal.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A server that a script put into the background ({@code ostler up &}) ignores Ctrl-C, and so would all that it starts:
 * ignoring is inherited, and a shell can't undo it. Immutable.
 */
public final class IgnoredSignals {
    /** SIGHUP, SIGINT, SIGQUIT and SIGTERM, as proc(5) counts them. */
    private static final long ASKED_FOR = 1 | 1 << 1 | 1 << 2 | 1L << 14;

    private static final Pattern IGNORED = Pattern.compile("(?m)^SigIgn:\\s*([0-9a-f]{1,16})$");

    private IgnoredSignals() {}

    /** What goes before a command line so that its program heeds signals; empty where there is nothing to undo. */
    public static List<String> undoing(Tools tools) {
        return tools.has("env") && areThere() ? List.of(tools.path("env"), "--default-signal") : List.of();
    }

    private static boolean areThere() {
        try {
            return areThere(Files.readString(Path.of("/proc/self/status")));
        } catch (IOException e) {
            return false;
        }
    }

    static boolean areThere(String status) {
        var found = IGNORED.matcher(status);
        return found.find() && (Long.parseUnsignedLong(found.group(1), 16) & ASKED_FOR) != 0;
    }
}
