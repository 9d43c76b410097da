package io.ostler.daemon.detect.internal.problem;

import io.ostler.daemon.api.detect.ProblemDetector;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** The disk or the quota is full. Thread-safe. */
@Component(service = ProblemDetector.class)
public final class DiskFull implements ProblemDetector {
    private static final Wording WORDING = new Wording(
            "No space left on device",
            "ENOSPC",
            "Disk quota exceeded",
            "EDQUOT",
            "There is not enough space on the disk",
            "database or disk is full");

    @Override
    public String id() {
        return "disk-full";
    }

    @Override
    public Optional<Problem> look(String line) {
        return WORDING.isIn(line) ? Optional.of(new Problem(Map.of(), null)) : Optional.empty();
    }
}
