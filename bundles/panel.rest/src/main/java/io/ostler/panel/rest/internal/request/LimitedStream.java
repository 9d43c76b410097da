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
    private boolean ended;

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
        ended |= b < 0;
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        ended |= n < 0;
        count(Math.max(n, 0));
        return n;
    }

    /** Whether nothing more of the body can come. */
    boolean isEnded() {
        return ended;
    }

    private void count(int n) {
        read += n;
        if (read > limit) {
            throw tooLarge(limit);
        }
    }
}
