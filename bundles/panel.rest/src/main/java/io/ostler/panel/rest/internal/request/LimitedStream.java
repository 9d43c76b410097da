package io.ostler.panel.rest.internal.request;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Stops reading a body whose length was not told beforehand. Confined to its request. */
final class LimitedStream extends FilterInputStream {
    private final long limit;
    private long read;

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    static OstlerException tooLarge(long limit) {
        return new OstlerException(ErrorCode.REQUEST_TOO_LARGE, Map.of("limit", Long.toString(limit)));
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    private void count(int n) {
        read += n;
        if (read > limit) {
            throw tooLarge(limit);
        }
    }
}
