package io.ostler.daemon.console.internal.search;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns a console's bytes into UTF-8 text without escape sequences on their way to somebody. Closing ends the text, not
 * what it goes to. Confined to one thread.
 */
public final class PlainOutput extends OutputStream {

    private static final int PART = 16 * 1024;

    private final OutputStream out;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final EscapeFilter filter = new EscapeFilter();
    private final ByteBuffer in = ByteBuffer.allocate(PART);
    private final CharBuffer raw = CharBuffer.allocate(PART);
    private final CharBuffer clean = CharBuffer.allocate(PART + 1);
    private final ByteBuffer encoded = ByteBuffer.allocate(PART * 4);

    public PlainOutput(Charset charset, OutputStream out) {
        this.out = out;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = Math.min(in.remaining(), length - done);
            in.put(bytes, offset + done, count);
            done += count;
            decode(false);
        }
    }

    @Override
    public void close() throws IOException {
        decode(true);
        out.flush();
    }

    private void decode(boolean isEnd) throws IOException {
        in.flip();
        boolean isMore = true;
        while (isMore) {
            isMore = decoder.decode(in, raw, isEnd).isOverflow();
            raw.flip();
            while (raw.hasRemaining()) {
                filter.put(raw.get(), this::keep);
            }
            raw.clear();
            encode(isEnd && !isMore);
        }
        in.compact();
    }

    private void keep(char c) {
        // a carriage return would hide the line from who opens the file on a system that ends lines so
        if (c != '\r' && c != '\b') {
            clean.put(c);
        }
    }

    private void encode(boolean isEnd) throws IOException {
        clean.flip();
        encoder.encode(clean, encoded, isEnd);
        clean.compact();
        out.write(encoded.array(), 0, encoded.position());
        encoded.clear();
    }
}
