package io.ostler.daemon.archive.internal.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Copies in pieces and tells of each. */
final class Pieces {
    private static final int SIZE = 64 << 10;

    private Pieces() {}

    /** At most so many bytes; returns how many there were. */
    static long copy(InputStream from, OutputStream to, long most, LongConsumer read) throws IOException {
        var piece = new byte[(int) Math.clamp(most, 512, SIZE)];
        long copied = 0;
        while (copied < most) {
            int count = from.read(piece, 0, (int) Math.min(piece.length, most - copied));
            if (count < 0) {
                break;
            }
            to.write(piece, 0, count);
            copied += count;
            read.accept(count);
        }
        return copied;
    }
}
