package io.ostler.panel.link.internal.socket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whole texts out of a server's frames (RFC 6455, section 5), within a limit that is checked before anything is
 * allocated. Confined to the reading thread.
 */
final class FrameReader {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final DataInputStream in;
    private final FrameWriter writer;
    private volatile int limit;

    /** @param limit bytes of one text */
    FrameReader(DataInputStream in, FrameWriter writer, int limit) {
        this.in = in;
        this.writer = writer;
        this.limit = limit;
    }

    void limit(int bytes) {
        limit = bytes;
    }

    private record Frame(boolean last, int kind, byte[] payload) {}

    /**
     * The next text; answers pings meanwhile.
     *
     * @throws SocketClosed when the other end closes, or must be told to
     * @throws IOException when the connection is lost
     */
    String next() throws IOException, SocketClosed {
        var text = new ByteArrayOutputStream();
        boolean begun = false;
        while (true) {
            var frame = frame(text.size());
            switch (frame.kind()) {
                case TEXT, CONTINUATION -> {
                    if (begun != (frame.kind() == CONTINUATION)) {
                        throw broken();
                    }
                    begun = true;
                    text.write(frame.payload());
                    if (frame.last()) {
                        return decode(text.toByteArray());
                    }
                }
                case PING -> writer.pong(frame.payload());
                case PONG -> {
                    // An answer to nothing.
                }
                case CLOSE -> throw closed(frame.payload());
                default -> throw new SocketClosed(false, 1003, "LINK_MALFORMED");
            }
        }
    }

    private Frame frame(int before) throws IOException, SocketClosed {
        int head = in.readUnsignedByte();
        int size = in.readUnsignedByte();
        boolean last = (head & 0x80) != 0;
        int kind = head & 0x0F;
        boolean control = kind >= CLOSE;
        // Reserved bits belong to extensions that nobody agreed on; a server doesn't mask.
        if ((head & 0x70) != 0 || (size & 0x80) != 0 || control && (!last || size > 125)) {
            throw broken();
        }
        long length = size == 126 ? in.readUnsignedShort() : size == 127 ? in.readLong() : size;
        if (length < 0 || length > limit - before) {
            throw new SocketClosed(false, 1009, "REQUEST_TOO_LARGE");
        }
        var payload = new byte[(int) length];
        in.readFully(payload);
        return new Frame(last, kind, payload);
    }

    private static String decode(byte[] bytes) throws SocketClosed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SocketClosed(false, 1007, "LINK_MALFORMED");
        }
    }

    private static SocketClosed closed(byte[] payload) {
        int code = payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        var reason = payload.length < 2
                ? ""
                : new String(Arrays.copyOfRange(payload, 2, payload.length), StandardCharsets.UTF_8);
        return new SocketClosed(true, code, reason);
    }

    private static SocketClosed broken() {
        return new SocketClosed(false, 1002, "LINK_MALFORMED");
    }
}
