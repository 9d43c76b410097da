package io.ostler.daemon.archive.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The errors of archives with their parameters. */
public final class ArchiveErrors {
    private ArchiveErrors() {}

    public static OstlerException invalid(String reason) {
        return invalid(reason, null);
    }

    public static OstlerException invalid(String reason, @Nullable Throwable cause) {
        return new OstlerException(ErrorCode.ARCHIVE_INVALID, Map.of("reason", reason), cause);
    }

    /** A refused entry. */
    public static OstlerException refused(String entry, String reason) {
        return new OstlerException(ErrorCode.ARCHIVE_INVALID, Map.of("reason", reason, "entry", shown(entry)));
    }

    public static OstlerException limit(String limit) {
        return OstlerException.of(ErrorCode.ARCHIVE_LIMIT, "limit", limit);
    }

    /** A name from an archive as it may stand in a log: short, without what moves the cursor or turns text around. */
    public static String shown(String name) {
        var text = new StringBuilder();
        name.codePoints()
                .limit(200)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
