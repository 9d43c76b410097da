package io.ostler.panel.rest.internal.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a request's JSON, in our words; Jackson's own texts tell of classes and stay inside. Stateless. */
final class JsonErrors {
    private static final String BODY = "body";

    private JsonErrors() {}

    static OstlerException explain(JsonProcessingException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof OstlerException own) {
                return own;
            }
            if (cause instanceof StreamConstraintsException) {
                return OstlerException.invalid(BODY, "JSON that is not nested or long beyond measure");
            }
        }
        if (error instanceof JsonMappingException mapping) {
            return explain(mapping);
        }
        return OstlerException.invalid(BODY, "well-formed JSON");
    }

    private static OstlerException explain(JsonMappingException error) {
        var field = path(error.getPath());
        if (error instanceof UnrecognizedPropertyException) {
            return OstlerException.of(ErrorCode.UNKNOWN_FIELD, "field", field);
        }
        return OstlerException.invalid(field.isEmpty() ? BODY : field, rule(error));
    }

    private static String rule(JsonMappingException error) {
        if (error instanceof InvalidNullException) {
            return "present";
        }
        if (error instanceof InvalidTypeIdException) {
            return "an object whose type is one of the known ones";
        }
        if (error instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            return "one of the known values";
        }
        if (error instanceof MismatchedInputException mismatch && isMissing(mismatch)) {
            return "present";
        }
        if (error instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "a " + kind(mismatch.getTargetType());
        }
        return "well-formed JSON";
    }

    private static boolean isMissing(MismatchedInputException error) {
        var text = error.getOriginalMessage();
        return text.startsWith("Missing required") || text.startsWith("Cannot map `null`");
    }

    private static String kind(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "number within its range";
        }
        if (type == Instant.class) {
            return "time as in ISO 8601, UTC";
        }
        return List.class.isAssignableFrom(type) ? "list" : "JSON object";
    }

    /** Such as {@code definition.command[3]}. */
    private static String path(List<JsonMappingException.Reference> references) {
        var path = references.stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                .collect(Collectors.joining());
        var text = path.startsWith(".") ? path.substring(1) : path;
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
