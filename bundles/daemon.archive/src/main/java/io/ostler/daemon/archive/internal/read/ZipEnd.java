package io.ostler.daemon.archive.internal.read;

import io.ostler.daemon.archive.internal.ArchiveErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The end of a zip, found the same way as the library does: the last of its marks in the file.
 *
 * @param directory where the table begins
 * @param first what is to be added to the offsets in it: bytes before the archive, as self-extracting ones have
 */
record ZipEnd(long directory, long first) {
    private static final int END = 0x06054b50;
    private static final int LOCATOR = 0x07064b50;
    private static final int END_64 = 0x06064b50;
    private static final int LENGTH = 22;
    private static final int LOCATOR_LENGTH = 20;

    static ZipEnd find(FileChannel channel) throws IOException {
        long size = channel.size();
        int length = (int) Math.min(size, LENGTH + 0xFFFF + LOCATOR_LENGTH);
        long start = size - length;
        var tail = part(channel, start, length);
        for (int at = length - LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                return at >= LOCATOR_LENGTH && tail.getInt(at - LOCATOR_LENGTH) == LOCATOR
                        ? large(channel, tail.getLong(at - LOCATOR_LENGTH + 8))
                        : small(tail, at, start + at);
            }
        }
        throw ArchiveErrors.invalid("its end is missing");
    }

    private static ZipEnd small(ByteBuffer tail, int at, long position) {
        long length = Integer.toUnsignedLong(tail.getInt(at + 12));
        long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
        long first = Math.max(position - length - offset, 0);
        return new ZipEnd(checked(offset + first, position), first);
    }

    private static ZipEnd large(FileChannel channel, long position) throws IOException {
        if (position < 0 || position > channel.size() - 56) {
            throw ArchiveErrors.invalid("its end is damaged");
        }
        var end = part(channel, position, 56);
        if (end.getInt(0) != END_64) {
            throw ArchiveErrors.invalid("its end is damaged");
        }
        return new ZipEnd(checked(end.getLong(48), position), 0);
    }

    private static long checked(long directory, long most) {
        if (directory < 0 || directory > most) {
            throw ArchiveErrors.invalid("its end is damaged");
        }
        return directory;
    }

    private static ByteBuffer part(FileChannel channel, long position, int length) throws IOException {
        var part = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (part.hasRemaining() && channel.read(part, position + part.position()) >= 0) {
            // until it is there
        }
        return part;
    }
}
