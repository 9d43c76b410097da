package io.ostler.daemon.http.internal.tus;

import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads and writes the headers of the protocol. */
final class TusHeaders {
    static final String VERSION = "1.0.0";
    private static final String BODY = "application/offset+octet-stream";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TusHeaders() {}

    /** What the tus server can do; for {@code OPTIONS}. */
    static void tellAbilities(HttpServletResponse response) {
        response.setHeader("Tus-Resumable", VERSION);
        response.setHeader("Tus-Version", VERSION);
        response.setHeader("Tus-Extension", "creation,creation-with-upload,checksum,termination,expiration");
        response.setHeader("Tus-Checksum-Algorithm", "sha256,sha1");
    }

    /** {@code PRECONDITION_FAILED}, telling the version that is spoken here. */
    static void requireVersion(Exchange exchange) {
        exchange.response().setHeader("Tus-Resumable", VERSION);
        if (!VERSION.equals(exchange.header("Tus-Resumable"))) {
            exchange.response().setHeader("Tus-Version", VERSION);
            throw new OstlerException(ErrorCode.PRECONDITION_FAILED);
        }
    }

    static void requireBodyType(Exchange exchange) {
        if (!BODY.equalsIgnoreCase(exchange.request().getContentType())) {
            throw new OstlerException(ErrorCode.CONTENT_TYPE_WRONG);
        }
    }

    static long number(Exchange exchange, String name) {
        var value = exchange.header(name);
        if (value == null || !NUMBER.matcher(value).matches()) {
            throw OstlerException.invalid(name, "a number of bytes");
        }
        return Long.parseLong(value);
    }

    static void offset(Exchange exchange, long offset) {
        exchange.response().setHeader("Upload-Offset", Long.toString(offset));
    }

    static void expires(Exchange exchange, Instant when) {
        exchange.response().setHeader("Upload-Expires", HTTP_DATE.format(when));
    }

    /** Percent-encoded, as a header holds no other characters. */
    static void landed(Exchange exchange, String path) {
        var encoded = URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        exchange.response().setHeader("Ostler-Upload-Path", encoded);
    }
}
