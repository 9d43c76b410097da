package io.ostler.daemon.fetch.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer with its body still to be read. Confined to one thread; close it. */
public final class Answer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final WebAddress address;
    private final Head head;
    private final AutoCloseable connection;
    private final InputStream body;
    private final long length;

    Answer(WebAddress address, Head head, InputStream in, AutoCloseable connection) {
        this.address = address;
        this.head = head;
        this.connection = connection;
        var coding = head.header("transfer-encoding");
        if (coding == null) {
            length = length(head.headers().getOrDefault("content-length", List.of()));
            body = length < 0 ? in : new LengthInput(in, length);
        } else if (coding.toLowerCase(Locale.ROOT).equals("chunked")) {
            length = -1;
            body = new ChunkedInput(in);
        } else {
            throw FetchErrors.failed("a form of transfer that isn't known");
        }
    }

    private static long length(List<String> values) {
        if (values.isEmpty()) {
            return -1;
        }
        if (values.stream().distinct().count() > 1
                || !LENGTH.matcher(values.getFirst()).matches()) {
            throw FetchErrors.failed("a damaged header");
        }
        return Long.parseLong(values.getFirst());
    }

    /** Where it came from, after all redirects. */
    public WebAddress address() {
        return address;
    }

    /** -1 when it isn't said. */
    public long length() {
        return length;
    }

    public @Nullable String header(String name) {
        return head.header(name);
    }

    /** At least one byte, or -1 at the end of a complete body. */
    public int read(byte[] target) throws IOException {
        return body.read(target, 0, target.length);
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
