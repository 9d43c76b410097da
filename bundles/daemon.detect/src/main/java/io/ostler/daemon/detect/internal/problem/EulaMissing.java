package io.ostler.daemon.detect.internal.problem;

import io.ostler.daemon.api.detect.FixTarget;
import io.ostler.daemon.api.detect.ProblemDetector;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/**
 * Minecraft's server ends until its licence is accepted in {@code eula.txt}, which this offers to write. What else the
 * file says stays. Thread-safe.
 */
@Component(service = ProblemDetector.class)
public final class EulaMissing implements ProblemDetector {
    static final String FIX = "accept-eula";
    private static final String FILE = "eula.txt";
    private static final Pattern SETTING = Pattern.compile("(?m)^[ \\t]*eula[ \\t]*[=:].*$");
    private static final Wording WORDING = new Wording("You need to agree to the EULA in order to run the server");

    @Override
    public String id() {
        return "eula-missing";
    }

    @Override
    public Optional<Problem> look(String line) {
        return WORDING.isIn(line) ? Optional.of(new Problem(Map.of("file", FILE), FIX)) : Optional.empty();
    }

    @Override
    public void apply(String fix, FixTarget target) {
        if (!FIX.equals(fix)) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "fix", fix);
        }
        var path = path(target.instance().definition());
        var files = target.files();
        var old = old(files, path);
        if (old.isEmpty()) {
            files.writeText(path, "eula=true\n", "UTF-8", null);
        } else {
            files.writeText(path, accepted(old.get().text()), "UTF-8", old.get().etag());
        }
    }

    private static Optional<Files.Text> old(FileTree files, String path) {
        try {
            return Optional.of(files.readText(path, "UTF-8"));
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.FILE_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String accepted(String text) {
        var setting = SETTING.matcher(text);
        return setting.find()
                ? setting.replaceAll("eula=true")
                : text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + "eula=true\n";
    }

    /** The server looks in the folder that it runs in. */
    private static String path(InstanceDefinition definition) {
        var folder = definition.workingFolder();
        if (folder.isEmpty() || folder.equals(".")) {
            return FILE;
        }
        if (folder.startsWith("/")) {
            // Not beneath the instance's folder: nothing is written there for people.
            throw OstlerException.of(ErrorCode.PATH_OUTSIDE_ROOT, "path", FILE);
        }
        return (folder.startsWith("./") ? folder.substring(2) : folder) + (folder.endsWith("/") ? "" : "/") + FILE;
    }
}
