package io.ostler.daemon.detect.internal.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.function.Consumer;

/**
 * Makes lines of a console's bytes: decodes, takes escape sequences and control characters out, cuts at
 * {@value #LONGEST} characters. What follows in a longer line is thrown away, so a flood without an end of line costs
 * no memory. Only a line feed ends a line: a carriage return within one is a space, or a player could forge lines.
 * Confined to one thread.
 */
public final class LineAssembler {
    static final int LONGEST = 4096;
    /** A line with more unreadable characters than one in this many is not text. */
    private static final int READABLE = 4;

    private final CharsetDecoder decoder;
    private final Consumer<String> lines;
    private final EscapeFilter escapes = new EscapeFilter();
    private final CharBuffer chars = CharBuffer.allocate(8192);
    private final ByteBuffer rest = ByteBuffer.allocate(16);
    private final StringBuilder line = new StringBuilder();
    private int unreadable;
    private boolean skipping;
    private boolean cut;

    public LineAssembler(Charset charset, Consumer<String> lines) {
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        this.lines = lines;
    }

    /** Bytes before these are missing: the line that they are in the middle of isn't shown. */
    public void skip() {
        decoder.reset();
        rest.clear();
        escapes.reset();
        line.setLength(0);
        unreadable = 0;
        cut = false;
        skipping = true;
    }

    public void feed(ByteBuffer bytes) {
        while (rest.position() > 0 && bytes.hasRemaining()) {
            // A character that began in the bytes before these.
            rest.put(bytes.get());
            rest.flip();
            decode(rest);
            rest.compact();
        }
        decode(bytes);
        rest.put(bytes);
    }

    private void decode(ByteBuffer bytes) {
        CoderResult result;
        do {
            result = decoder.decode(bytes, chars, false);
            chars.flip();
            while (chars.hasRemaining()) {
                take(chars.get());
            }
            chars.clear();
        } while (result.isOverflow());
    }

    /** The run is over: what has no end of line is a line all the same. */
    public void end() {
        if (!line.isEmpty()) {
            show();
        }
        skip();
        skipping = false;
    }

    private void take(char c) {
        if (c == '\n') {
            show();
            return;
        }
        if (cut || skipping) {
            return;
        }
        if (escapes.swallows(c)) {
            return;
        }
        if (c == '\t' || c == '\r') {
            line.append(' ');
        } else if (Character.isISOControl(c)) {
            unreadable++;
        } else {
            if (c == '\uFFFD') {
                unreadable++;
            }
            line.append(c);
        }
        if (line.length() >= LONGEST || unreadable >= LONGEST) {
            tell();
            cut = true;
        }
    }

    private void show() {
        if (!cut && !skipping) {
            tell();
        }
        line.setLength(0);
        unreadable = 0;
        cut = false;
        skipping = false;
        escapes.reset();
    }

    private void tell() {
        if (unreadable * READABLE <= line.length()) {
            var text = line.toString().stripTrailing();
            if (!text.isEmpty()) {
                lines.accept(text);
            }
        }
    }
}
