package io.ostler.daemon.archive.internal.read;

import io.ostler.daemon.archive.internal.ArchiveErrors;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds what is read for one header: a long name or an extended header of tar may claim any length and is kept in
 * memory. Confined to one thread.
 */
final class HeaderGuard extends FilterInputStream {
    private static final long MOST = 1 << 20;

    private long left = Long.MAX_VALUE;

    HeaderGuard(InputStream in) {
        super(in);
    }

    void header() {
        left = MOST;
    }

    void content() {
        left = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        spend(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        spend(Math.max(count, 0));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        spend(skipped);
        return skipped;
    }

    private void spend(long count) {
        left -= count;
        if (left < 0) {
            throw ArchiveErrors.limit("1 MiB for the header of one entry");
        }
    }
}
