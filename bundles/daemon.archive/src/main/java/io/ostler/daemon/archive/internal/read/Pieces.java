package io.ostler.daemon.archive.internal.read;

import io.ostler.daemon.archive.internal.ArchiveErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;

/** Copies the content of entries. */
final class Pieces {
    private static final int SIZE = 64 << 10;

    private Pieces() {}

    static void copy(InputStream from, OutputStream to) throws IOException {
        var piece = new byte[SIZE];
        for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
            to.write(piece, 0, count);
        }
    }

    /** The checksum tells what a wrong length or a swapped content would hide. */
    static void copy(InputStream from, OutputStream to, long crc) throws IOException {
        var sum = new CRC32();
        var piece = new byte[SIZE];
        for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
            sum.update(piece, 0, count);
            to.write(piece, 0, count);
        }
        if (sum.getValue() != crc) {
            throw ArchiveErrors.invalid("a checksum is wrong");
        }
    }
}
