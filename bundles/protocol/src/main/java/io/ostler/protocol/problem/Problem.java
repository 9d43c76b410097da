package io.ostler.protocol.problem;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Map;
import java.util.TreeMap;

/**
 * An error as a problem document (RFC 9457), the same from every door. Immutable.
 *
 * @param params the error's parameters, shown to people
 * @param requestId found again in the server's log
 */
public record Problem(
        String title, int status, ErrorCode code, Map<String, String> params, String remedy, String requestId) {

    /** Media type of {@link #json()}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        params = Map.copyOf(params);
    }

    public static Problem of(OstlerException error, String requestId) {
        return of(error.code(), error.parameters(), requestId);
    }

    public static Problem of(ErrorCode code, Map<String, String> params, String requestId) {
        return new Problem(
                ProblemText.title(code, params),
                code.category().status(),
                code,
                params,
                ProblemText.remedy(code, params),
                requestId);
    }

    /** The document; parameters in alphabetical order. */
    public String json() {
        var out = new StringBuilder(256).append("{\"type\":\"about:blank\",\"title\":");
        quote(out, title);
        out.append(",\"status\":").append(status).append(",\"code\":");
        quote(out, code.name());
        out.append(",\"params\":{");
        var separator = "";
        for (var entry : new TreeMap<>(params).entrySet()) {
            out.append(separator);
            quote(out, entry.getKey());
            out.append(':');
            quote(out, entry.getValue());
            separator = ",";
        }
        out.append("},\"remedy\":");
        quote(out, remedy);
        out.append(",\"requestId\":");
        quote(out, requestId);
        return out.append('}').toString();
    }

    /** JSON string; also escapes what would end a script block, and lone surrogates, which no UTF-8 text can hold. */
    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c == '<' || c == '>' || c == 0x2028 || c == 0x2029 || isLone(text, i)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
