package io.ostler.itests.files.door;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A path as somebody may send it: bytes that need not be text. Immutable. */
public record PathBytes(byte[] bytes) {

    public static PathBytes of(String text) {
        return new PathBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The letters are bytes. */
    public static PathBytes ofLatin(String text) {
        return new PathBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public boolean isText() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String latin() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        var text = text().codePoints().anyMatch(c -> Character.isISOControl(c) || c > 0x2000 || c == 0xFFFD)
                ? HexFormat.ofDelimiter(" ").formatHex(bytes)
                : text();
        return text.length() > 60 ? text.substring(0, 60) + "… (" + bytes.length + ")" : text;
    }
}
