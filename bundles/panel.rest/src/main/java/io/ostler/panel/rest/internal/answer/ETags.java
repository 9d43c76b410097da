package io.ostler.panel.rest.internal.answer;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import org.jspecify.annotations.Nullable;

/** Reading of {@code If-Match}: one strong tag, or {@code *}. Stateless. */
public final class ETags {
    public static final String ANY = "*";

    private ETags() {}

    public static String quoted(String tag) {
        return '"' + tag + '"';
    }

    /** The tag without quotes; {@code PRECONDITION_REQUIRED} when there is none. A weak or broken one fits nothing. */
    public static String required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new OstlerException(ErrorCode.PRECONDITION_REQUIRED);
        }
        var tag = ifMatch.strip();
        if (tag.equals(ANY)) {
            return tag;
        }
        if (tag.length() < 3
                || !tag.startsWith("\"")
                || !tag.endsWith("\"")
                || tag.indexOf('"', 1) < tag.length() - 1) {
            throw new OstlerException(ErrorCode.PRECONDITION_FAILED);
        }
        return tag.substring(1, tag.length() - 1);
    }

    /** The revision that a tag stands for. */
    public static long revision(String tag) {
        try {
            return Long.parseLong(tag);
        } catch (NumberFormatException e) {
            throw new OstlerException(ErrorCode.PRECONDITION_FAILED);
        }
    }
}
