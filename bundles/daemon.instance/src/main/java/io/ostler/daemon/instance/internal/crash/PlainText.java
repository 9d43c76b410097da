package io.ostler.daemon.instance.internal.crash;

/** A printed line without anything that would steer a terminal or mislead a reader. Linear in its length. Stateless. */
public final class PlainText {

    private static final char ESCAPE = '\u001b';
    private static final char BELL = '\u0007';

    private PlainText() {}

    public static String of(String line) {
        var plain = new StringBuilder();
        int start = 0;
        for (int i = 0; i < line.length(); ) {
            char c = line.charAt(i);
            if (c == ESCAPE) {
                i = afterEscape(line, i + 1);
            } else {
                if (c == '\r') {
                    start = plain.length(); // what follows is printed over it
                } else if (c == '\t') {
                    plain.append(' ');
                } else if (isShown(c)) {
                    if (start > 0) {
                        plain.delete(0, start);
                        start = 0;
                    }
                    plain.append(c);
                }
                i++;
            }
        }
        return plain.toString();
    }

    private static int afterEscape(String line, int at) {
        if (at >= line.length()) {
            return at;
        }
        return switch (line.charAt(at)) {
            case '[' -> afterSequence(line, at + 1);
            case ']', 'P', 'X', '^', '_' -> afterString(line, at + 1);
            default -> at + 1;
        };
    }

    /** Parameters, then one final character. */
    private static int afterSequence(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) >= 0x20 && line.charAt(at) < 0x40) {
            at++;
        }
        return Math.min(line.length(), at + 1);
    }

    /** Up to its terminator, or the line's end. */
    private static int afterString(String line, int from) {
        for (int at = from; at < line.length(); at++) {
            if (line.charAt(at) == BELL) {
                return at + 1;
            }
            if (line.charAt(at) == ESCAPE) {
                return Math.min(line.length(), at + 2);
            }
        }
        return line.length();
    }

    private static boolean isShown(char c) {
        return !Character.isISOControl(c)
                && c != '\u2028'
                && c != '\u2029'
                && c != '\u061C'
                && (c < '\u200E' || c > '\u200F')
                && (c < '\u202A' || c > '\u202E')
                && (c < '\u2066' || c > '\u2069');
    }
}
