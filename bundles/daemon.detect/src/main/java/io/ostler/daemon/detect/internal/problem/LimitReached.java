package io.ostler.daemon.detect.internal.problem;

import io.ostler.daemon.api.detect.ProblemDetector;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** A limit of processes, threads or open files is reached. Thread-safe. */
@Component(service = ProblemDetector.class)
public final class LimitReached implements ProblemDetector {
    private static final Wording FILES = new Wording("Too many open files");
    private static final Wording WORDING = new Wording(
            "unable to create native thread",
            "unable to create new native thread",
            "fork: Resource temporarily unavailable",
            "fork: retry: Resource temporarily unavailable",
            "pthread_create failed");

    @Override
    public String id() {
        return "limit-reached";
    }

    @Override
    public Optional<Problem> look(String line) {
        if (FILES.isIn(line)) {
            return Optional.of(new Problem(Map.of("of", "files"), null));
        }
        return WORDING.isIn(line) ? Optional.of(new Problem(Map.of(), null)) : Optional.empty();
    }
}
