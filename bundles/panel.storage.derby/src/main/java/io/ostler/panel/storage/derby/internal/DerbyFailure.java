package io.ostler.panel.storage.derby.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what Derby says when it can't boot into one line that tells a person what to do. */
final class DerbyFailure {
    static final String READ_ONLY = "25502";
    private static final String IN_USE = "XSDB6";

    private DerbyFailure() {}

    /** With {@code reason} (a word) and {@code explanation} (for the log, names the folder). */
    static OstlerException explain(Path folder, Throwable failure) {
        if (hasState(failure, IN_USE) || failure instanceof DerbyCreation.DatabaseInUseException) {
            return failed(
                    ErrorCode.STORAGE_FAILED,
                    "IN_USE",
                    "The database in " + folder + " is in use by another process; stop that one, then start again.",
                    failure);
        }
        if (hasState(failure, READ_ONLY) || failure instanceof AccessDeniedException) {
            return failed(
                    ErrorCode.STORAGE_FAILED,
                    "READ_ONLY",
                    "The database in " + folder + " can't be written; give its files to the user that runs the panel.",
                    failure);
        }
        if (isDiskFull(failure)) {
            return failed(
                    ErrorCode.DISK_FULL,
                    "DISK_FULL",
                    "No space is left for the database in " + folder + "; free some, then start again.",
                    failure);
        }
        return failed(
                ErrorCode.STORAGE_FAILED,
                "DAMAGED",
                "The database in " + folder + " can't be opened (" + innermost(failure)
                        + "); nothing was changed. See log/derby.log, or put a backup of that folder in its place.",
                failure);
    }

    private static OstlerException failed(ErrorCode code, String reason, String explanation, Throwable cause) {
        return new OstlerException(code, Map.of("reason", reason, "explanation", explanation), cause);
    }

    private static boolean hasState(Throwable failure, String state) {
        for (Throwable t = failure; t != null; t = next(t)) {
            if (t instanceof SQLException e && state.equals(e.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDiskFull(Throwable failure) {
        for (Throwable t = failure; t != null; t = next(t)) {
            var message = t.getMessage();
            if (t instanceof IOException && message != null && message.contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String innermost(Throwable failure) {
        Throwable last = failure;
        for (Throwable t = failure; t != null; t = next(t)) {
            last = t;
        }
        var message = last.getMessage();
        return message == null
                ? last.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static @Nullable Throwable next(Throwable t) {
        if (t instanceof SQLException e && e.getNextException() != null) {
            return e.getNextException();
        }
        return t.getCause();
    }
}
