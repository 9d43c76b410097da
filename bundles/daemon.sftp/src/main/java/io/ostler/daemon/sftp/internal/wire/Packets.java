package io.ostler.daemon.sftp.internal.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Cuts the stream of a client into packets; holds at most one that is incomplete. Confined to a thread. */
public final class Packets {
    /** The longest packet that is read; clients write at most 256 KiB at once. */
    public static final int LONGEST = 256 * 1024 + 1024;

    private static final int FIRST = 1024;

    private byte[] buffer = new byte[FIRST];
    private int from;
    private int to;

    public void add(byte[] bytes) {
        if (to + bytes.length > buffer.length) {
            int held = to - from;
            var target = held + bytes.length > buffer.length ? new byte[roomFor(held + bytes.length)] : buffer;
            System.arraycopy(buffer, from, target, 0, held);
            buffer = target;
            from = 0;
            to = held;
        }
        System.arraycopy(bytes, 0, buffer, to, bytes.length);
        to += bytes.length;
    }

    /** The next complete packet without its length, valid until the next call; null when more bytes are needed. */
    public @Nullable Request next() throws BadPacketException {
        if (to - from < Integer.BYTES) {
            return null;
        }
        int length = ByteBuffer.wrap(buffer, from, Integer.BYTES).getInt();
        if (length < 1 || length > LONGEST) {
            throw new BadPacketException("A packet of " + Integer.toUnsignedString(length) + " bytes");
        }
        if (to - from - Integer.BYTES < length) {
            return null;
        }
        var request = new Request(
                ByteBuffer.wrap(buffer, from + Integer.BYTES, length).slice());
        from += Integer.BYTES + length;
        if (from == to) {
            from = 0;
            to = 0;
        }
        return request;
    }

    /** Gives a large buffer back while nothing is in it. */
    public void rest() {
        if (to == from && buffer.length > FIRST) {
            buffer = new byte[FIRST];
            from = 0;
            to = 0;
        }
    }

    private static int roomFor(int bytes) {
        return Math.max(bytes, Math.min(Integer.highestOneBit(bytes) << 1, LONGEST * 2));
    }
}
