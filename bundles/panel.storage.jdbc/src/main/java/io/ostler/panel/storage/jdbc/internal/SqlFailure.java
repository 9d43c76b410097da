package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed statement means to the panel, read from the standard's SQL states. Immutable. */
final class SqlFailure {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DISK_FULL = "53100";
    private static final Set<String> PASSING = Set.of("40001", "40P01", "08003");
    private static final Set<String> LOCKED_TOO_LONG = Set.of("40XL1", "40XL2", "55P03");

    private final SQLException failure;

    SqlFailure(SQLException failure) {
        this.failure = failure;
    }

    /** Nothing was done, and the same may succeed at once: a deadlock, or a connection that was dead before. */
    boolean isPassing() {
        return PASSING.contains(state());
    }

    /** A {@link DuplicateKeyException} or an {@link OstlerException}. */
    RuntimeException asException() {
        if (UNIQUE_VIOLATION.equals(state())) {
            return new DuplicateKeyException(failure);
        }
        return new OstlerException(code(), Map.of(), failure);
    }

    ErrorCode code() {
        if (DISK_FULL.equals(state()) || isDiskFull()) {
            return ErrorCode.DISK_FULL;
        }
        if (failure instanceof SQLTransientConnectionException || LOCKED_TOO_LONG.contains(state())) {
            return ErrorCode.OVERLOADED;
        }
        return state().startsWith("22") ? ErrorCode.VALUE_OUT_OF_RANGE : ErrorCode.STORAGE_FAILED;
    }

    private boolean isDiskFull() {
        for (Throwable t = failure; t != null; t = next(t)) {
            var message = t.getMessage();
            if (t instanceof IOException && message != null && message.contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }

    private String state() {
        var state = failure.getSQLState();
        return state == null ? "" : state;
    }

    private static @Nullable Throwable next(Throwable t) {
        if (t instanceof SQLException e && e.getNextException() != null) {
            return e.getNextException();
        }
        return t.getCause();
    }

    /** A row with that key exists; the store knows what that means. */
    static final class DuplicateKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DuplicateKeyException(SQLException cause) {
            super("duplicate key", cause);
        }
    }
}
