package io.ostler.daemon.sftp.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One packet of a client, read field by field; whatever isn't there or isn't right is refused. Confined to a thread. */
public final class Request {
    private final ByteBuffer content;
    private final int type;

    /** @param content the packet without its length */
    public Request(ByteBuffer content) {
        this.content = content;
        type = content.get() & 0xff;
    }

    public int type() {
        return type;
    }

    public boolean hasMore() {
        return content.hasRemaining();
    }

    public int number() throws BadPacketException {
        need(Integer.BYTES);
        return content.getInt();
    }

    /** A number that must not be negative here, although the protocol could name larger ones. */
    public long offset() throws BadPacketException {
        need(Long.BYTES);
        long value = content.getLong();
        if (value < 0) {
            throw new BadPacketException("The number is too large");
        }
        return value;
    }

    /** Without a copy. */
    public ByteBuffer bytes() throws BadPacketException {
        int length = number();
        if (length < 0) {
            throw new BadPacketException("The length is too large");
        }
        need(length);
        var bytes = content.slice(content.position(), length);
        content.position(content.position() + length);
        return bytes;
    }

    /** UTF-8 that is well formed: no overlong forms, no lone surrogates. */
    public String text() throws BadPacketException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes()).toString();
        } catch (CharacterCodingException e) {
            throw new BadPacketException("The text is not UTF-8");
        }
    }

    private void need(int bytes) throws BadPacketException {
        if (content.remaining() < bytes) {
            throw new BadPacketException("The packet is too short");
        }
    }
}
