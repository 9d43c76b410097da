package io.ostler.daemon.detect.internal.problem;

import io.ostler.daemon.api.detect.ProblemDetector;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** A program, library, jar file or world that the start wants isn'\''t there. Thread-safe. */
@Component(service = ProblemDetector.class)
public final class FileMissing implements ProblemDetector {
    private static final Pattern LIBRARY =
            Pattern.compile("error while loading shared libraries: ([^ :]{1,200}): cannot open shared object file");
    private static final Pattern JAR = Pattern.compile("^Error: Unable to access jarfile (.{1,200})$");
    private static final Pattern MAIN = Pattern.compile("^Error: Could not find or load main class (.{1,200})$");
    private static final Pattern PROGRAM = Pattern.compile(
            "^(?:/[^ :]*/)?(?:ba|da|z|k)?sh: (?:line [0-9]+: )?(?:[0-9]+: )?([^ :]{1,200}): (?:No such file or directory|not found|command not found)$");
    private static final Pattern SCRIPT = Pattern.compile(
            "^[^ :]{1,200}: (?:line )?[0-9]+: ([^ :]{1,200}): (?:No such file or directory|not found|command not found)$");
    private static final Pattern PYTHON =
            Pattern.compile("^python[0-9.]*: can't open file '(.{1,200})': \\[Errno 2\\]");
    private static final Pattern WORLD =
            Pattern.compile("(?:Supplied --world|World) .{0,80}?(?:doesn't|does not) exist");

    @Override
    public String id() {
        return "file-missing";
    }

    @Override
    public Optional<Problem> look(String line) {
        if (line.contains("shared libraries")) {
            return found("library", LIBRARY.matcher(line));
        }
        if (line.startsWith("Error: ")) {
            return found("file", JAR.matcher(line)).or(() -> found("file", MAIN.matcher(line)));
        }
        if (line.endsWith("No such file or directory") || line.endsWith("not found")) {
            return found("file", PROGRAM.matcher(line))
                    .or(() -> found("file", SCRIPT.matcher(line)))
                    .or(() -> found("file", PYTHON.matcher(line)));
        }
        return line.contains("exist") && WORLD.matcher(line).find()
                ? Optional.of(new Problem(Map.of(), null))
                : Optional.empty();
    }

    private static Optional<Problem> found(String name, Matcher matcher) {
        return matcher.find() ? Optional.of(new Problem(Map.of(name, matcher.group(1)), null)) : Optional.empty();
    }
}
