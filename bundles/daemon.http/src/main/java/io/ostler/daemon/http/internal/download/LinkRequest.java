package io.ostler.daemon.http.internal.download;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the optional body of {@code POST /daemon/v1/downloads}. Confined to one thread. */
final class LinkRequest {
    private static final int MOST = 1 << 20;

    private @Nullable List<String> paths;
    private @Nullable String format;

    /** {@code INVALID_REQUEST}, {@code UNKNOWN_FIELD}, {@code REQUEST_TOO_LARGE}, {@code CONTENT_TYPE_WRONG}. */
    static Wanted read(Exchange exchange, Ticket ticket) throws IOException {
        if (!exchange.hasBody()) {
            return Wanted.of(ticket, exchange.query("format"));
        }
        var type = exchange.request().getContentType();
        if (type == null || !type.matches("(?i)application/json\\s*(;.*)?")) {
            throw new OstlerException(ErrorCode.CONTENT_TYPE_WRONG);
        }
        var bytes = exchange.request().getInputStream().readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw new OstlerException(ErrorCode.REQUEST_TOO_LARGE, Map.of("limit", Integer.toString(MOST)));
        }
        var request = new LinkRequest();
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            request.read(new JsonReader(new StringReader(text.toString())));
        } catch (CharacterCodingException | MalformedJsonException | EOFException | IllegalStateException e) {
            throw OstlerException.invalid("body", "a JSON object in UTF-8");
        }
        return Wanted.of(ticket, request.paths == null ? List.of() : request.paths, request.format);
    }

    private void read(JsonReader in) throws IOException {
        in.setStrictness(Strictness.STRICT);
        in.beginObject();
        while (in.hasNext()) {
            var field = in.nextName();
            switch (field) {
                case "paths" -> readPaths(in);
                case "format" -> format = once(format, field, text(in, field));
                default -> throw OstlerException.of(ErrorCode.UNKNOWN_FIELD, "field", field);
            }
        }
        in.endObject();
        if (in.peek() != JsonToken.END_DOCUMENT) {
            throw OstlerException.invalid("body", "one JSON object");
        }
    }

    private void readPaths(JsonReader in) throws IOException {
        var read = new ArrayList<String>();
        in.beginArray();
        while (in.hasNext()) {
            read.add(text(in, "paths"));
        }
        in.endArray();
        if (read.isEmpty()) {
            throw OstlerException.invalid("paths", "at least one");
        }
        paths = once(paths, "paths", read);
    }

    private static <T> T once(@Nullable T former, String field, T value) {
        if (former != null) {
            throw OstlerException.invalid(field, "given once");
        }
        return value;
    }

    private static String text(JsonReader in, String field) throws IOException {
        if (in.peek() != JsonToken.STRING) {
            throw OstlerException.invalid(field, "text");
        }
        return in.nextString();
    }
}
