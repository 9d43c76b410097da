package io.ostler.daemon.http.internal.download;

import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.OstlerException;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a console. Immutable.
 *
 * @param to not included
 * @param plain as text without escape sequences, else the bytes as they are
 */
record LogPart(long from, long to, boolean plain) {
    LogPart {
        if (from < 0 || to < from) {
            throw OstlerException.invalid("from, to", "offsets, from not behind to");
        }
    }

    /** By the parameters {@code from}, {@code to} and {@code form=text|raw}; without them all of it as text. */
    static LogPart of(Exchange exchange) {
        var form = exchange.query("form");
        if (form != null && !form.equals("text") && !form.equals("raw")) {
            throw OstlerException.invalid("form", "text or raw");
        }
        return new LogPart(
                offset("from", exchange.query("from"), 0),
                offset("to", exchange.query("to"), Long.MAX_VALUE),
                !"raw".equals(form));
    }

    private static long offset(String name, @Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw OstlerException.invalid(name, "an offset");
        }
    }

    /** Sets the headers of the answer; how long it is isn't known before. */
    static void begin(Exchange exchange) {
        var response = exchange.response();
        response.setStatus(200);
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Accept-Ranges", "none");
        response.setHeader("Content-Disposition", AttachmentName.header("console.txt"));
        FileAnswer.makeInert(response);
        response.setContentType("application/octet-stream");
    }
}
