package io.ostler.daemon.http.internal.console;

import io.ostler.model.ErrorCode;
import java.util.Arrays;

/** How the daemon closes a console's connection; the reason beside it is an error code. */
final class CloseCode {
    static final int GOING_AWAY = 1001;
    static final int WRONG_KIND = 1003;
    static final int FAILED = 1011;
    static final int TRY_LATER = 1013;
    static final int TICKET_REFUSED = 4401;
    static final int RIGHT_WITHDRAWN = 4403;
    static final int INSTANCE_GONE = 4404;
    static final int NO_TICKET = 4408;

    private CloseCode() {}

    /** For an error that ends the stream or keeps it from beginning. */
    static int of(ErrorCode code) {
        return switch (code) {
            case GRANT_REVOKED -> RIGHT_WITHDRAWN;
            case NOT_FOUND -> INSTANCE_GONE;
            case NODE_AWAY -> GOING_AWAY;
            case STREAM_LIMIT, OVERLOADED -> TRY_LATER;
            default -> isRefusal(code) ? TICKET_REFUSED : FAILED;
        };
    }

    private static boolean isRefusal(ErrorCode code) {
        return switch (code.category()) {
            case INVALID, UNAUTHENTICATED, FORBIDDEN -> true;
            default -> false;
        };
    }

    /** The code that a console gave as the reason of its end. */
    static ErrorCode reason(String name) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.name().equals(name))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
    }
}
