package io.ostler.daemon.fetch.internal.net;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The error of what went wrong on the way or at the other end. */
public final class FetchErrors {
    private FetchErrors() {}

    public static OstlerException failed(String reason) {
        return failed(reason, null);
    }

    public static OstlerException failed(String reason, @Nullable Throwable cause) {
        return new OstlerException(ErrorCode.FETCH_FAILED, Map.of("reason", reason), cause);
    }
}
