package io.ostler.daemon.detect.internal.problem;

import io.ostler.daemon.api.detect.ProblemDetector;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** The program may not use a file, a program or a port. Thread-safe. */
@Component(service = ProblemDetector.class)
public final class PermissionDenied implements ProblemDetector {
    private static final Wording WORDING =
            new Wording("ermission denied", "AccessDeniedException", "EACCES", "peration not permitted");
    /** A path before or after the words; of a shell: ./start.sh: Permission denied. */
    static final Pattern BEFORE =
            Pattern.compile("(?:^|[ :'\"(])([^ :'\"()/.]{0,200}+[/.][^ :'\"()]{0,200}+)['\"]?: Permission denied");

    static final Pattern AFTER = Pattern.compile(
            "(?:Permission denied|AccessDeniedException|EACCES)[^'\"/]{0,60}?['\"]?((?:\\.{0,2}/)[^ :'\"()]{1,200})");

    @Override
    public String id() {
        return "permission-denied";
    }

    @Override
    public Optional<Problem> look(String line) {
        if (!WORDING.isIn(line)) {
            return Optional.empty();
        }
        var path = BEFORE.matcher(line);
        if (!path.find()) {
            path = AFTER.matcher(line);
            if (!path.find()) {
                return Optional.of(new Problem(Map.of(), null));
            }
        }
        return Optional.of(new Problem(Map.of("path", path.group(1)), null));
    }
}
