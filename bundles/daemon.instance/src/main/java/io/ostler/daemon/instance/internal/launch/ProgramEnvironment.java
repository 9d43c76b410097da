package io.ostler.daemon.instance.internal.launch;

import io.ostler.model.InstanceDefinition;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a program finds in its environment: these few, then the definition's own. Nothing of the daemon's. */
public final class ProgramEnvironment {

    /** Debian's game servers live in the last two. */
    static final String PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/games:/usr/games";

    private ProgramEnvironment() {}

    public static Map<String, String> of(InstanceDefinition definition, Path files) {
        var environment = new TreeMap<String, String>();
        environment.put("PATH", PATH);
        environment.put("HOME", files.toString());
        environment.put("LANG", "C.UTF-8");
        if (definition.terminal()) {
            environment.put("TERM", "xterm-256color");
        }
        environment.putAll(definition.environment());
        return environment;
    }
}
