package io.ostler.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hands {@code bin/ostler enrol} to the daemon's own code, on a plain class path made of the distribution's bundles:
 * enrolling needs keys and one call, not a running daemon.
 */
final class Enrolment {
    private static final String COMMAND = "io.ostler.link.enrol.EnrolCommand";

    private Enrolment() {}

    static void run(Distribution distribution, List<String> arguments) throws StartRefused {
        if (!distribution.kind().runsInstances() || distribution.kind() == Kind.STANDALONE) {
            throw new StartRefused("Only a daemon enrols at a panel", "Use the daemon's archive");
        }
        try (var loader = new URLClassLoader(jars(distribution.system()), Enrolment.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass(COMMAND).getMethod("main", String[].class).invoke(null, (Object)
                    arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            throw new StartRefused("The enrolment failed: " + e.getCause(), "Try again");
        } catch (IOException | ReflectiveOperationException e) {
            throw new StartRefused("The program is incomplete: " + e, "Unpack the archive again");
        }
    }

    static URL[] jars(Path system) throws IOException {
        try (Stream<Path> files = Files.walk(system)) {
            var jars = new ArrayList<URL>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                jars.add(file.toUri().toURL());
            }
            return jars.toArray(URL[]::new);
        }
    }
}
