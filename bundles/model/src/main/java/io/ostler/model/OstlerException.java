package io.ostler.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one family of errors that cross a bundle's border: a stable {@link #code()} and parameters, no sentence.
 * Edges turn it into a problem document; the console finds title and remedy in its message files under the code.
 * Parameters are shown to people: never put a secret or a host path there. Immutable.
 */
public final class OstlerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, String> parameters;

    public OstlerException(ErrorCode code) {
        this(code, Map.of());
    }

    public OstlerException(ErrorCode code, Map<String, String> parameters) {
        this(code, parameters, null);
    }

    public OstlerException(ErrorCode code, Map<String, String> parameters, @Nullable Throwable cause) {
        super(parameters.isEmpty() ? code.name() : code.name() + " " + parameters, cause);
        this.code = code;
        this.parameters = Map.copyOf(parameters);
    }

    /** An error with a single parameter. */
    public static OstlerException of(ErrorCode code, String name, String value) {
        return new OstlerException(code, Map.of(name, value));
    }

    /** A refused field of a request: {@code field} names it, {@code rule} says what it must be. */
    public static OstlerException invalid(String field, String rule) {
        return new OstlerException(ErrorCode.INVALID_REQUEST, Map.of("field", field, "rule", rule));
    }

    public ErrorCode code() {
        return code;
    }

    /** What the message's placeholders stand for. */
    public Map<String, String> parameters() {
        return parameters;
    }
}
