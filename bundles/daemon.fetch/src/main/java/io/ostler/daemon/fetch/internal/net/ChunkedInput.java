package io.ostler.daemon.fetch.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** A body in chunks. Confined to one thread. */
final class ChunkedInput extends InputStream {
    private static final int MOST_TRAILERS = 64 << 10;
    private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,15})[ \\t]*(;.*)?");

    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            begin();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw FetchErrors.failed("the connection ended early");
        }
        left -= count;
        return count;
    }

    private void begin() throws IOException {
        var lines = new Head.Lines(in, MOST_TRAILERS);
        if (!first && !lines.next().isEmpty()) {
            throw FetchErrors.failed("a damaged body");
        }
        first = false;
        var size = SIZE.matcher(lines.next());
        if (!size.matches()) {
            throw FetchErrors.failed("a damaged body");
        }
        left = Long.parseLong(size.group(1), 16);
        if (left == 0) {
            ended = true;
            while (!lines.next().isEmpty()) {
                // trailers say nothing that counts
            }
        }
    }
}
