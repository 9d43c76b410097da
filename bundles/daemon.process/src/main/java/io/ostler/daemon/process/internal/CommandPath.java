package io.ostler.daemon.process.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program that a command names, as a shell would, and a bare name also in the working folder (after PATH, so
 * an uploaded file never stands before the system's programs). The kernel would only say it after the start.
 */
final class CommandPath {
    private CommandPath() {}

    /** The command with its program as an absolute path; {@code COMMAND_NOT_FOUND} when it isn't an executable file. */
    static List<String> resolve(List<String> command, Path workingFolder, @Nullable String searchPath) {
        var name = command.getFirst();
        var program = find(name, workingFolder, searchPath)
                .orElseThrow(() -> OstlerException.of(ErrorCode.COMMAND_NOT_FOUND, "command", name));
        var resolved = new ArrayList<>(command);
        resolved.set(0, program.toString());
        return resolved;
    }

    private static Optional<Path> find(String name, Path workingFolder, @Nullable String searchPath) {
        try {
            if (!name.contains("/")) {
                // An empty entry and a relative one mean the working folder.
                for (var folder : (searchPath == null ? "" : searchPath).split(":", -1)) {
                    var candidate = workingFolder.resolve(folder).resolve(name);
                    if (isProgram(candidate)) {
                        return Optional.of(candidate);
                    }
                }
            }
            var candidate = workingFolder.resolve(name);
            return isProgram(candidate) ? Optional.of(candidate) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
