package io.ostler.daemon.process.internal.system;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The programs of the system that processes are started with, by absolute path: the keeper has the PATH of the
 * instance, which must not decide what these are. Immutable.
 */
public final class Tools {

    /** Looked at when the daemon itself was started with a bare PATH. */
    private static final String USUAL = "/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin";

    private static final List<String> NAMES =
            List.of("sh", "setsid", "mkfifo", "sleep", "script", "stty", "setpriv", "chown", "env", "getent");

    private final Map<String, String> paths;

    private Tools(Map<String, String> paths) {
        this.paths = paths;
    }

    public static Tools find(@Nullable String searchPath) {
        return find(searchPath == null ? "" : searchPath, USUAL);
    }

    public static Tools find(String searchPath, String furtherPath) {
        var found = new TreeMap<String, String>();
        var folders = (searchPath + ":" + furtherPath).split(":", -1);
        for (var name : NAMES) {
            for (var folder : folders) {
                if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, name))) {
                    found.put(name, Path.of(folder, name).toString());
                    break;
                }
            }
        }
        return new Tools(found);
    }

    /** Whether programs can run here at all: the tools, and a Linux {@code /proc} to find them again. */
    public boolean canRun() {
        return paths.keySet().containsAll(List.of("sh", "setsid", "mkfifo", "sleep"))
                && Files.isReadable(Path.of("/proc/self/stat"));
    }

    public boolean canGiveTerminals() {
        return canRun() && paths.keySet().containsAll(List.of("script", "stty"));
    }

    /** Whether a daemon that is root can run programs under other accounts. */
    public boolean canChangeAccounts() {
        return canRun() && paths.keySet().containsAll(List.of("setpriv", "chown", "env"));
    }

    public boolean has(String name) {
        return paths.containsKey(name);
    }

    /** The tool's absolute path; {@code START_FAILED} naming it when the machine has none. */
    public String path(String name) {
        var path = paths.get(name);
        if (path == null) {
            throw new OstlerException(ErrorCode.START_FAILED, Map.of("reason", "TOOL_MISSING", "tool", name));
        }
        return path;
    }
}
