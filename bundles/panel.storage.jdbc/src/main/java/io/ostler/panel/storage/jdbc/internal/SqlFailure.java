package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a failed statement means to the panel, read from the standard's SQL states. Immutable. */
final class SqlFailure {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DISK_FULL = "53100";

    private final Throwable failure;
    private final @Nullable SQLException sql;

    private SqlFailure(Throwable failure, @Nullable SQLException sql) {
        this.failure = failure;
        this.sql = sql;
    }

    static SqlFailure of(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return new SqlFailure(failure, sql);
            }
        }
        return new SqlFailure(failure, null);
    }

    /** Deadlock, lock time-out or serialisation: the same transaction may succeed now. */
    boolean isPassing() {
        return state().startsWith("40");
    }

    /** A {@link DuplicateKeyException} or an {@link OstlerException}. The cause is the driver's, without statement. */
    RuntimeException asException() {
        if (UNIQUE_VIOLATION.equals(state())) {
            return new DuplicateKeyException(sql);
        }
        return new OstlerException(code(), Map.of(), sql == null ? failure : sql);
    }

    ErrorCode code() {
        if (DISK_FULL.equals(state()) || isDiskFull()) {
            return ErrorCode.DISK_FULL;
        }
        if (sql instanceof SQLTransientConnectionException) {
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
        var state = sql == null ? null : sql.getSQLState();
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

        DuplicateKeyException(@Nullable Throwable cause) {
            super("duplicate key", cause);
        }
    }
}
