package io.ostler.daemon.sftp.internal.wire;

import io.ostler.protocol.Files.Entry;
import java.time.Instant;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about a file, null where it says nothing. Owners are read and forgotten: nobody can give files
 * away. Immutable.
 *
 * @param mode with the bits of the file's kind, if the client sent them
 */
public record Attributes(
        @Nullable Long size,
        @Nullable Integer mode,
        @Nullable Instant modified) {
    private static final int SIZE = 1;
    private static final int OWNERS = 2;
    private static final int MODE = 4;
    private static final int TIMES = 8;
    private static final int EXTENDED = 0x80000000;
    private static final int MOST_EXTENDED = 32;

    private static final long UNSIGNED = 0xffffffffL;

    static final int FOLDER_BITS = 0040000;
    static final int FILE_BITS = 0100000;
    static final int LINK_BITS = 0120000;
    static final int SOCKET_BITS = 0140000;

    public static Attributes read(Request request) throws BadPacketException {
        int flags = request.number();
        Long size = (flags & SIZE) != 0 ? (Long) request.offset() : null;
        if ((flags & OWNERS) != 0) {
            request.number();
            request.number();
        }
        Integer mode = (flags & MODE) != 0 ? (Integer) request.number() : null;
        Instant modified = null;
        if ((flags & TIMES) != 0) {
            request.number();
            modified = Instant.ofEpochSecond(request.number() & UNSIGNED);
        }
        if ((flags & EXTENDED) != 0) {
            skipExtended(request);
        }
        return new Attributes(size, mode, modified);
    }

    private static void skipExtended(Request request) throws BadPacketException {
        int count = request.number();
        if (count < 0 || count > MOST_EXTENDED) {
            throw new BadPacketException("Too many attributes");
        }
        for (int i = 0; i < 2 * count; i++) {
            request.bytes();
        }
    }

    static void write(Buffer target, Entry entry) {
        target.putInt(SIZE | OWNERS | MODE | TIMES);
        target.putLong(entry.size());
        target.putInt(0);
        target.putInt(0);
        target.putInt(bits(entry) | entry.mode());
        int seconds = (int) Math.clamp(entry.modified().getEpochSecond(), 0, UNSIGNED);
        target.putUInt(seconds & UNSIGNED);
        target.putUInt(seconds & UNSIGNED);
    }

    private static int bits(Entry entry) {
        return switch (entry.kind()) {
            case FILE -> FILE_BITS;
            case FOLDER -> FOLDER_BITS;
            case LINK -> LINK_BITS;
            case OTHER -> SOCKET_BITS;
        };
    }
}
