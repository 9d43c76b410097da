package io.ostler.daemon.detect.internal.problem;

import io.ostler.daemon.api.detect.ProblemDetector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** The program wants a newer Java than it got. Thread-safe. */
@Component(service = ProblemDetector.class)
public final class JavaTooOld implements ProblemDetector {
    /** Classes of Java n have the version 44 + n. */
    private static final int JAVA_0 = 44;

    private static final Pattern CLASSES = Pattern.compile("class file version ([0-9]{2,3})\\.[0-9]{1,5}");
    private static final Pattern HERE = Pattern.compile("up to ([0-9]{2,3})\\.[0-9]{1,5}");
    private static final Pattern SERVER =
            Pattern.compile("[Rr]equir(?:es|ed)(?: running the server with)? Java ([0-9]{1,3})");

    @Override
    public String id() {
        return "java-too-old";
    }

    @Override
    public Optional<Problem> look(String line) {
        if (line.contains("UnsupportedClassVersionError")) {
            var parameters = new LinkedHashMap<String, String>();
            put(parameters, "needed", java(CLASSES.matcher(line), JAVA_0));
            put(parameters, "found", java(HERE.matcher(line), JAVA_0));
            return Optional.of(new Problem(parameters, null));
        }
        if (line.contains("equire") && line.contains("Java ")) {
            return java(SERVER.matcher(line), 0).map(needed -> new Problem(Map.of("needed", needed), null));
        }
        return Optional.empty();
    }

    private static Optional<String> java(Matcher version, int offset) {
        return version.find()
                ? Optional.of(Integer.toString(Integer.parseInt(version.group(1)) - offset))
                : Optional.empty();
    }

    private static void put(Map<String, String> parameters, String name, Optional<String> value) {
        value.ifPresent(text -> parameters.put(name, text));
    }
}
