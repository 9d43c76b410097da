package io.ostler.daemon.fetch.internal.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Status and headers of an answer; at most 64 KiB. Immutable.
 *
 * @param headers names in lower case
 */
record Head(int status, Map<String, List<String>> headers) {
    private static final int MOST = 64 << 10;
    private static final int MOST_INTERIM = 5;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");

    static Head read(InputStream in) throws IOException {
        var lines = new Lines(in, MOST);
        for (int i = 0; i <= MOST_INTERIM; i++) {
            var head = one(lines);
            if (head.status >= 200) {
                return head;
            }
        }
        throw FetchErrors.failed("no answer");
    }

    private static Head one(Lines lines) throws IOException {
        var status = STATUS.matcher(lines.next());
        if (!status.matches()) {
            throw FetchErrors.failed("not an answer of HTTP");
        }
        var headers = new HashMap<String, List<String>>();
        for (var line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw FetchErrors.failed("a damaged header");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new Head(Integer.parseInt(status.group(1)), headers);
    }

    @Nullable
    String header(String name) {
        var values = headers.get(name);
        return values == null ? null : values.getFirst();
    }

    boolean isRedirect() {
        return (status >= 301 && status <= 303) || status == 307 || status == 308;
    }

    /** Lines of a head, all together bounded. */
    static final class Lines {
        private final InputStream in;
        private int left;

        Lines(InputStream in, int most) {
            this.in = in;
            this.left = most;
        }

        String next() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw FetchErrors.failed("the connection ended early");
                }
                if (--left < 0) {
                    throw FetchErrors.failed("headers of more than 64 KiB");
                }
                line.write(c);
            }
            // servers write UTF-8 where they should not
            var text = line.toString(StandardCharsets.UTF_8);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
