package io.ostler.daemon.files.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How the name of a file is written for people. Linux allows any bytes in a name; where they are no UTF-8, each wrong
 * byte shows as U+FFFD and its two hex digits, so that such a file can still be told from others, renamed and removed.
 */
final class ShownName {
    private static final char REPLACEMENT = '\uFFFD';

    private ShownName() {}

    static String of(Path name) {
        var text = name.toString();
        return isOdd(text) ? decode(bytes(name)) : text;
    }

    /** Whether the text may stand for a name that is no UTF-8. */
    static boolean isOdd(String text) {
        return text.indexOf(REPLACEMENT) >= 0;
    }

    /** A URI is the one place where Java gives the bytes of a name: percent signs for all that is not plain ASCII. */
    private static byte[] bytes(Path name) {
        var uri = name.toUri().getRawPath();
        var end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        var bytes = new ByteArrayOutputStream();
        for (int i = uri.lastIndexOf('/', end - 1) + 1; i < end; i++) {
            char c = uri.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(uri, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }

    private static String decode(byte[] name) {
        var out = new StringBuilder(name.length);
        var in = ByteBuffer.wrap(name);
        var chars = CharBuffer.allocate(name.length + 1);
        while (true) {
            var result = StandardCharsets.UTF_8.newDecoder().decode(in, chars, true);
            out.append(chars.flip());
            chars.clear();
            if (!result.isError()) {
                return out.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.append(REPLACEMENT).append(String.format(Locale.ROOT, "%02X", in.get()));
            }
        }
    }
}
