package io.ostler.daemon.http.internal.download;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Decides which part of a file a request gets, and writes the headers of the answer. Confined to one thread. */
final class FileAnswer {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Exchange exchange;
    private final Download file;

    FileAnswer(Exchange exchange, Download file) {
        this.exchange = exchange;
        this.file = file;
    }

    /** The part to send, with status and headers set; empty when nothing of it is to be sent. */
    Optional<ByteRange> begin() {
        var response = exchange.response();
        response.setHeader("ETag", file.etag());
        response.setHeader("Cache-Control", "private, no-cache");
        if (isKnown()) {
            response.setStatus(304);
            return Optional.empty();
        }
        var whole = new ByteRange(0, file.size());
        var part = requested();
        response.setStatus(part.isPresent() ? 206 : 200);
        part.ifPresent(range -> response.setHeader("Content-Range", range.of(file.size())));
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Last-Modified", HTTP_DATE.format(file.modified()));
        response.setHeader("Content-Disposition", AttachmentName.header(file.name()));
        makeInert(response);
        response.setContentType("application/octet-stream");
        response.setContentLengthLong(part.orElse(whole).length());
        boolean isHead = exchange.request().getMethod().equals("HEAD");
        return isHead ? Optional.empty() : Optional.of(part.orElse(whole));
    }

    /** Whatever the body holds, no browser shows it, and if one did, it could do nothing. */
    static void makeInert(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    private boolean isKnown() {
        var known = exchange.request().getHeader("If-None-Match");
        return known != null
                && (known.strip().equals("*")
                        || Arrays.stream(known.split(","))
                                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                                .anyMatch(file.etag()::equals));
    }

    private Optional<ByteRange> requested() {
        var range = exchange.header("Range");
        if (range == null || !exchange.request().getMethod().equals("GET") || !isStillTheSame()) {
            return Optional.empty();
        }
        try {
            return ByteRange.parse(range, file.size());
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.RANGE_INVALID) {
                exchange.response().setHeader("Content-Range", "bytes */" + file.size());
            }
            throw e;
        }
    }

    /** {@code If-Range}: a part is only of use to who has the rest of the same content. Dates are too coarse for that. */
    private boolean isStillTheSame() {
        var condition = exchange.header("If-Range");
        return condition == null || condition.strip().equals(file.etag());
    }
}
