package io.ostler.panel.storage.postgres.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.sql.SQLException;
import java.util.Map;

/** Turns what the driver says when it can't connect into one line that tells a person what to do. */
final class PostgresFailure {
    /** Ours, beside the standard's SQL states. */
    static final String WRONG_ENCODING = "OS001";

    static final String STANDBY = "OS002";
    static final String NOT_ALLOWED = "OS003";
    /** The reason that may pass by itself. */
    static final String UNREACHABLE = "UNREACHABLE";

    private PostgresFailure() {}

    /** With {@code reason} (a word) and {@code explanation} (a sentence; no secret). */
    static OstlerException explain(PostgresSettings settings, Exception failure) {
        var state = state(failure);
        var place = settings.place();
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")) {
            return failed(
                    UNREACHABLE,
                    "The " + place + " does not answer (" + words(failure)
                            + "); check host, port, firewall and TLS, and whether the server runs.",
                    failure);
        }
        if (state.startsWith("28")) {
            return failed(
                    "SIGN_IN_REFUSED",
                    "The " + place + " does not accept user " + settings.user()
                            + " with this password; check both, and pg_hba.conf on the server.",
                    failure);
        }
        return switch (state) {
            case "3D000" ->
                failed(
                        "NO_DATABASE",
                        "There is no " + place + "; make it on the server: createdb -O " + settings.user() + " -E UTF8 "
                                + settings.database(),
                        failure);
            case WRONG_ENCODING ->
                failed(
                        "WRONG_ENCODING",
                        "The " + place + " is not in UTF-8 but " + words(failure) + "; make one with createdb -E UTF8.",
                        failure);
            case STANDBY ->
                failed("STANDBY", "The " + place + " is a standby that can't be written; name the primary.", failure);
            case NOT_ALLOWED ->
                failed(
                        "NOT_ALLOWED",
                        "User " + settings.user() + " may not create tables in the " + place
                                + "; make that user its owner.",
                        failure);
            default ->
                failed("REFUSED", "The " + place + " can't be opened (" + state + " " + words(failure) + ").", failure);
        };
    }

    private static OstlerException failed(String reason, String explanation, Exception cause) {
        return new OstlerException(
                ErrorCode.STORAGE_FAILED, Map.of("reason", reason, "explanation", explanation), cause);
    }

    private static String state(Exception failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException e && e.getSQLState() != null) {
                return e.getSQLState();
            }
        }
        return "";
    }

    private static String words(Exception failure) {
        var message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
