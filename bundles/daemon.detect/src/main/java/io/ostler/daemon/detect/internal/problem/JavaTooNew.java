package io.ostler.daemon.detect.internal.problem;

import io.ostler.daemon.api.detect.ProblemDetector;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** The program refuses a Java that is newer than it knows. Thread-safe. */
@Component(service = ProblemDetector.class)
public final class JavaTooNew implements ProblemDetector {
    private static final Pattern SUPPORTED = Pattern.compile("up to Java ([0-9]{1,3})");
    private static final Wording WORDING = new Wording(
            "Unsupported Java detected",
            "Unsupported class file major version",
            "class jdk.internal.loader.ClassLoaders$AppClassLoader cannot be cast to class java.net.URLClassLoader");

    @Override
    public String id() {
        return "java-too-new";
    }

    @Override
    public Optional<Problem> look(String line) {
        if (!WORDING.isIn(line)) {
            return Optional.empty();
        }
        var supported = SUPPORTED.matcher(line);
        return Optional.of(new Problem(supported.find() ? Map.of("most", supported.group(1)) : Map.of(), null));
    }
}
