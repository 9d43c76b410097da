package io.ostler.daemon.instance.internal.launch;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds the working folder of a definition beneath the instance's files. Links are followed as long as they stay
 * beneath. Between this look and the program's start the folder could still be swapped for a link by something that runs
 * as the same user; that user's program may read there anyway, so it gains nothing by it.
 */
public final class WorkingFolder {
    private WorkingFolder() {}

    /** Refuses what can't be beneath, whatever is on the disk; {@code INVALID_REQUEST}. */
    public static void check(String text) {
        if (!isPlain(text)) {
            throw OstlerException.invalid("workingFolder", "names with / between them, none of them . or ..");
        }
    }

    /** {@code PATH_INVALID}, {@code FILE_NOT_FOUND}, {@code NOT_A_FOLDER}, {@code PATH_OUTSIDE_ROOT}. */
    public static Path resolve(Path files, String text) {
        if (!isPlain(text)) {
            throw OstlerException.of(ErrorCode.PATH_INVALID, "path", text);
        }
        try {
            var root = files.toRealPath();
            var folder = root.resolve(text).toRealPath();
            if (!folder.startsWith(root)) {
                throw OstlerException.of(ErrorCode.PATH_OUTSIDE_ROOT, "path", text);
            }
            if (!Files.isDirectory(folder)) {
                throw OstlerException.of(ErrorCode.NOT_A_FOLDER, "path", text);
            }
            return folder;
        } catch (IOException | InvalidPathException e) {
            throw new OstlerException(ErrorCode.FILE_NOT_FOUND, Map.of("path", text), e);
        }
    }

    private static boolean isPlain(String text) {
        if (text.isEmpty()) {
            return true;
        }
        for (var name : text.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
                return false;
            }
        }
        return true;
    }
}
