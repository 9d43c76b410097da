package io.ostler.daemon.console.internal.search;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What bytes alone tell of text in an encoding. Immutable.
 *
 * @param unit bytes of a line feed, at offsets that it divides
 * @param lineFeed those bytes
 * @param isLikeAscii whether ASCII characters are their own bytes, and a control character's byte is nothing else
 */
record Encoding(Charset charset, int unit, byte[] lineFeed, boolean isLikeAscii) {

    private static final String PROBE = "Az09~ \n\u001b[";

    /** @param beginning of the log, by which UTF-16 without a mark tells its order */
    static Encoding of(Charset charset, byte[] beginning) {
        var exact = charset.name().equals("UTF-16") ? utf16(beginning) : charset;
        if (!exact.canEncode()) {
            exact = StandardCharsets.UTF_8;
        }
        var lineFeed = "\n".getBytes(exact);
        boolean isStateful = exact.name().contains("2022") || exact.name().startsWith("HZ");
        boolean isLikeAscii =
                !isStateful && Arrays.equals(PROBE.getBytes(exact), PROBE.getBytes(StandardCharsets.US_ASCII));
        return new Encoding(exact, lineFeed.length, lineFeed, isLikeAscii);
    }

    boolean canEncode(String text) {
        return charset.newEncoder().canEncode(text);
    }

    String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, charset);
    }

    boolean isLineFeed(byte[] bytes, int at) {
        for (int i = 0; i < unit; i++) {
            if (bytes[at + i] != lineFeed[i]) {
                return false;
            }
        }
        return true;
    }

    /** ASCII in UTF-16 has a zero in every other byte: the first one of each pair is the big end. */
    private static Charset utf16(byte[] beginning) {
        int bigEnds = 0;
        int smallEnds = 0;
        for (int i = 0; i + 1 < beginning.length; i += 2) {
            if (beginning[i] == (byte) 0xff && beginning[i + 1] == (byte) 0xfe && i == 0) {
                return StandardCharsets.UTF_16LE;
            }
            bigEnds += beginning[i] == 0 ? 1 : 0;
            smallEnds += beginning[i + 1] == 0 ? 1 : 0;
        }
        return smallEnds > bigEnds ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
}
