package io.ostler.daemon.instance.internal.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/** The Java that instances are run with: the machine's, and the daemon's own where the machine has none. */
final class JavaProgram {
    private JavaProgram() {}

    static Optional<String> find() {
        var candidates = new ArrayList<Path>();
        for (var folder : ProgramEnvironment.PATH.split(":", -1)) {
            candidates.add(Path.of(folder, "java"));
        }
        for (var home : new String[] {System.getenv("JAVA_HOME"), System.getProperty("java.home")}) {
            if (home != null && home.startsWith("/")) {
                candidates.add(Path.of(home, "bin", "java"));
            }
        }
        return candidates.stream()
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
