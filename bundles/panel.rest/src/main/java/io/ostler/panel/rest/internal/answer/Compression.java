package io.ostler.panel.rest.internal.answer;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compresses what is marked with {@link Compressed}, when it is long enough to be worth it. Thread-safe. */
@Compressed
public final class Compression implements WriterInterceptor {
    private final HttpHeaders request;

    public Compression(@Context HttpHeaders request) {
        this.request = request;
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        MultivaluedMap<String, Object> headers = context.getHeaders();
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!takesGzip(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING))) {
            context.proceed();
            return;
        }
        var plain = context.getOutputStream();
        var packed = new PackedStream(plain, () -> {
            headers.putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
            headers.remove(HttpHeaders.CONTENT_LENGTH);
        });
        context.setOutputStream(packed);
        try {
            context.proceed();
            packed.finish();
        } finally {
            packed.release();
            context.setOutputStream(plain);
        }
    }

    /** {@code gzip} or {@code *} among them, without {@code q=0}. */
    static boolean takesGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        var any = false;
        for (var part : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            var words = part.split(";", -1);
            var refused = words.length > 1 && words[1].strip().matches("q=0(\\.0*)?");
            switch (words[0].strip()) {
                case "gzip", "x-gzip" -> {
                    return !refused;
                }
                case "*" -> any = !refused;
                default -> {}
            }
        }
        return any;
    }
}
