package io.ostler.daemon.detect.internal.problem;

import io.ostler.daemon.api.detect.ProblemDetector;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** There was no memory left: of Java'\''s own, of the limit, or of the machine. Thread-safe. */
@Component(service = ProblemDetector.class)
public final class OutOfMemory implements ProblemDetector {
    private static final Wording JAVA =
            new Wording("java.lang.OutOfMemoryError", "Terminating due to java.lang.OutOfMemoryError");
    private static final Wording WORDING = new Wording(
            "std::bad_alloc",
            "annot allocate memory",
            "Out of memory",
            "out of memory:",
            "not enough memory for allocation",
            "JavaScript heap out of memory",
            "insufficient memory for the Java Runtime Environment",
            "Could not reserve enough space for");

    @Override
    public String id() {
        return "out-of-memory";
    }

    @Override
    public Optional<Problem> look(String line) {
        if (JAVA.isIn(line)) {
            // Threads that can't be made are a limit of processes, told in the same words.
            return line.contains("native thread")
                    ? Optional.empty()
                    : Optional.of(new Problem(Map.of("of", "java"), null));
        }
        return WORDING.isIn(line) ? Optional.of(new Problem(Map.of(), null)) : Optional.empty();
    }
}
