package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** Text in and out of files: strict in both directions, so that saving what was read gives the same bytes. Stateless. */
final class TextFiles {
    static final int MAX_BYTES = 4 << 20;

    private TextFiles() {}

    /** A text with the encoding that writes it back as it was. */
    record Decoded(String text, String encoding) {}

    static Charset charset(String name) {
        if (name.isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        try {
            var charset = Charset.forName(name);
            if (charset.canEncode()) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // said below
        }
        throw OstlerException.invalid("encoding", "the name of a character encoding");
    }

    /** The whole file, or {@code FILE_TOO_LARGE}, also when it grows meanwhile. */
    static byte[] readAll(FileChannel channel) throws IOException {
        if (channel.size() > MAX_BYTES) {
            throw new Fault(ErrorCode.FILE_TOO_LARGE);
        }
        var bytes = Channels.newInputStream(channel).readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new Fault(ErrorCode.FILE_TOO_LARGE);
        }
        return bytes;
    }

    /** By the byte order mark, else UTF-8. */
    static Charset guess(byte[] bytes) {
        if (bytes.length >= 2) {
            int mark = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
            if (mark == 0xFFFE || mark == 0xFEFF) {
                return StandardCharsets.UTF_16;
            }
        }
        return StandardCharsets.UTF_8;
    }

    /** @param encoding empty: {@link #guess} */
    static Decoded decode(byte[] bytes, String encoding) throws IOException {
        return decode(bytes, encoding.isEmpty() ? guess(bytes) : charset(encoding));
    }

    static Decoded decode(byte[] bytes, Charset charset) throws IOException {
        var exact = charset.equals(StandardCharsets.UTF_16) ? byMark(bytes) : charset;
        try {
            var text = exact.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Decoded(text, exact.name());
        } catch (CharacterCodingException e) {
            throw new Fault(ErrorCode.FILE_NOT_TEXT);
        }
    }

    /** Java would drop the byte order mark and write big-endian; the exact encoding keeps both. */
    private static Charset byMark(byte[] bytes) {
        boolean isLittle = bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
        return isLittle ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    /** {@code FILE_NOT_TEXT} when the encoding lacks a character, {@code FILE_TOO_LARGE}. */
    static byte[] encode(String text, Charset charset) throws IOException {
        boolean hasMark = text.startsWith("\uFEFF");
        var exact = charset.equals(StandardCharsets.UTF_16) && hasMark ? StandardCharsets.UTF_16BE : charset;
        try {
            var buffer = exact.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            if (buffer.remaining() > MAX_BYTES) {
                throw new Fault(ErrorCode.FILE_TOO_LARGE);
            }
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new Fault(ErrorCode.FILE_NOT_TEXT);
        }
    }
}
