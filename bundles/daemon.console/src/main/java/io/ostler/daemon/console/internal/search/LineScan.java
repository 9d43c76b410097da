package io.ostler.daemon.console.internal.search;

import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into lines and keeps those that may hold what is looked for. Plain text is passed by in leaps; lines with
 * escape sequences are looked at without them. A line without end is cut into pieces. Confined to one thread.
 */
final class LineScan {

    /** Longer lines are looked at in pieces of this length; a find across two of them is missed. */
    static final int PIECE = 16 * 1024;

    private final Encoding encoding;
    private final @Nullable ByteFinder finder;
    private final byte[] stripped = new byte[PIECE];

    LineScan(Encoding encoding, @Nullable ByteFinder finder) {
        this.encoding = encoding;
        this.finder = finder;
    }

    LineSpans candidates(byte[] bytes, int from, int to) {
        var spans = new LineSpans();
        if (finder != null) {
            quick(bytes, from, to, finder, spans);
        } else {
            each(bytes, from, to, spans);
        }
        return spans;
    }

    /** Every line that isn't empty. */
    private void each(byte[] bytes, int from, int to, LineSpans spans) {
        int unit = encoding.unit();
        byte feed = encoding.lineFeed()[unit == 1 ? 0 : encoding.lineFeed()[0] != 0 ? 0 : unit - 1];
        int probe = encoding.lineFeed()[0] != 0 ? 0 : unit - 1;
        int start = from;
        int at = from;
        for (; at + unit <= to; at += unit) {
            boolean isEnd = bytes[at + probe] == feed && encoding.isLineFeed(bytes, at);
            if (isEnd || at - start >= PIECE) {
                add(bytes, start, at, spans);
                start = isEnd ? at + unit : at;
            }
        }
        add(bytes, start, to, spans);
    }

    private void add(byte[] bytes, int from, int to, LineSpans spans) {
        int end = encoding.unit() == 1 && to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        if (end > from) {
            spans.add(from, end);
        }
    }

    /** Runs of plain lines at once; a line with a control character by itself. */
    private void quick(byte[] bytes, int from, int to, ByteFinder wanted, LineSpans spans) {
        int runStart = from;
        int lineStart = from;
        boolean isPlain = true;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if ((b & 0xe0) != 0) {
                continue;
            }
            if (b == '\n') {
                if (!isPlain) {
                    plain(bytes, runStart, lineStart, wanted, spans);
                    special(bytes, lineStart, at, wanted, spans);
                    runStart = at + 1;
                    isPlain = true;
                }
                lineStart = at + 1;
            } else if (b == 0x1b || b == '\b' || b == '\r' && !(at + 1 < to && bytes[at + 1] == '\n')) {
                isPlain = false;
            }
        }
        plain(bytes, runStart, isPlain ? to : lineStart, wanted, spans);
        if (!isPlain) {
            special(bytes, lineStart, to, wanted, spans);
        }
    }

    private void plain(byte[] bytes, int from, int to, ByteFinder wanted, LineSpans spans) {
        for (int at = from; (at = wanted.find(bytes, at, to)) >= 0; ) {
            int lineStart = at;
            while (lineStart > from && bytes[lineStart - 1] != '\n') {
                lineStart--;
            }
            int piece = lineStart + (at - lineStart) / PIECE * PIECE;
            int end = at;
            int most = Math.min(to, piece + PIECE);
            while (end < most && bytes[end] != '\n') {
                end++;
            }
            add(bytes, piece, end, spans);
            at = Math.max(end, at + 1);
        }
    }

    private void special(byte[] bytes, int from, int to, ByteFinder wanted, LineSpans spans) {
        for (int piece = from; piece < to; piece += PIECE) {
            int end = Math.min(to, piece + PIECE);
            if (strip(bytes, piece, end) < 0 || wanted.find(stripped, 0, strip(bytes, piece, end)) >= 0) {
                add(bytes, piece, end, spans);
            }
        }
    }

    /** Takes colour codes out; -1 for anything that has to be read as text. */
    private int strip(byte[] bytes, int from, int to) {
        int length = 0;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == 0x1b) {
                if (at + 1 >= to || bytes[at + 1] != '[') {
                    return -1;
                }
                at += 2;
                while (at < to && bytes[at] >= 0x20 && bytes[at] <= 0x3f) {
                    at++;
                }
                if (at >= to || bytes[at] != 'm') {
                    return -1;
                }
            } else if (b == '\b' || b == '\r' && at + 1 < to) {
                return -1;
            } else {
                stripped[length++] = b;
            }
        }
        return length;
    }
}
