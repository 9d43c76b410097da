package io.ostler.daemon.fetch.internal.net;

import java.io.IOException;
import java.io.InputStream;

/** A body of an announced length: neither more nor less. Confined to one thread. */
final class LengthInput extends InputStream {
    private final InputStream in;
    private long left;

    LengthInput(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw FetchErrors.failed("the connection ended early");
        }
        left -= count;
        return count;
    }
}
