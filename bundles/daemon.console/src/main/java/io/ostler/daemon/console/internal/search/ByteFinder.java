package io.ostler.daemon.console.internal.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds a few bytes among many (Boyer, Moore, Horspool), letter case of ASCII aside if wanted. Immutable. */
final class ByteFinder {

    private final byte[] wanted;
    private final byte[] fold = new byte[256];
    private final int[] skip = new int[256];

    ByteFinder(byte[] wanted, boolean matchCase) {
        for (int i = 0; i < 256; i++) {
            boolean isUpper = i >= 'A' && i <= 'Z';
            fold[i] = (byte) (isUpper && !matchCase ? i + 32 : i);
        }
        this.wanted = wanted.clone();
        for (int i = 0; i < wanted.length; i++) {
            this.wanted[i] = fold[wanted[i] & 0xff];
        }
        Arrays.fill(skip, wanted.length);
        for (int b = 0; b < 256; b++) {
            for (int i = 0; i < wanted.length - 1; i++) {
                if (this.wanted[i] == fold[b]) {
                    skip[b] = wanted.length - 1 - i;
                }
            }
        }
    }

    /** Index of the first occurrence within the stretch, -1 without any. */
    int find(byte[] text, int from, int to) {
        var pattern = wanted;
        var folded = fold;
        var skips = skip;
        int lastIndex = pattern.length - 1;
        byte last = pattern[lastIndex];
        for (int at = from + lastIndex; at < to; ) {
            int b = text[at] & 0xff;
            if (folded[b] == last && isAt(pattern, folded, text, at - lastIndex)) {
                return at - lastIndex;
            }
            at += skips[b];
        }
        return -1;
    }

    private static boolean isAt(byte[] pattern, byte[] folded, byte[] text, int start) {
        for (int i = 0; i < pattern.length; i++) {
            if (folded[text[start + i] & 0xff] != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    /** For the text in that encoding; null when bytes can't tell, and each line has to be read. */
    static @Nullable ByteFinder of(String text, boolean matchCase, Encoding encoding) {
        boolean isAscii = text.chars().allMatch(c -> c < 0x80);
        if (text.isEmpty() || !encoding.isLikeAscii() || !isAscii && !matchCase) {
            return null;
        }
        return encoding.canEncode(text) ? new ByteFinder(text.getBytes(encoding.charset()), matchCase) : null;
    }
}
