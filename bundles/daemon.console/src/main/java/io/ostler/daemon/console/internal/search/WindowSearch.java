package io.ostler.daemon.console.internal.search;

import io.ostler.daemon.console.internal.log.StoredLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches one window of a log: the lines that begin in it. Where two windows meet, the first line end from there on
 * parts them, or the place itself if a line has none for long; both come to the same answer. Confined to one thread.
 */
final class WindowSearch {

    static final int WINDOW = 1 << 20;
    static final int LONGEST_TEXT = 4096;
    private static final int BEFORE_FIND = 1000;
    private static final int MOST_LINES_BACK = 100;

    private final StoredLog log;
    private final FileChannel channel;
    private final Encoding encoding;
    private final Question question;
    private final Range range;

    /** What is searched; {@code start} is taken for the start of a line. */
    record Range(long start, long end) {}

    /** @param level as in {@link Levels} */
    record Hit(long offset, long end, int level, String text) {}

    /** @param stoppedAt where it went no further: the end of what is left, or its beginning; null when it is done */
    record Hits(List<Hit> lines, @Nullable Long stoppedAt, boolean isTimeOver) {}

    WindowSearch(StoredLog log, FileChannel channel, Encoding encoding, Question question, Range range) {
        this.log = log;
        this.channel = channel;
        this.encoding = encoding;
        this.question = question;
        this.range = range;
    }

    Hits search(long from, long to, boolean backwards, int limit, long deadline) throws IOException {
        if (System.nanoTime() - deadline > 0) {
            return new Hits(List.of(), backwards ? to : from, true);
        }
        int unit = encoding.unit();
        long first = from == range.start ? from : from - unit;
        long behind = Math.min(range.end, to + LineScan.PIECE);
        var bytes = read(first, (int) (behind - first));
        int begin = from == range.start ? 0 : boundary(bytes, 0, (int) (from - first));
        int end = to >= range.end ? bytes.length : boundary(bytes, (int) (to - unit - first), (int) (to - first));
        var spans = new LineScan(encoding, question.bytes()).candidates(bytes, begin, Math.max(begin, end));
        return confirm(bytes, begin, first, spans, backwards, limit, deadline);
    }

    private Hits confirm(
            byte[] bytes, int begin, long first, LineSpans spans, boolean backwards, int limit, long deadline) {
        var asker = question.asker(deadline);
        var clean = new CleanLine();
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < spans.count(); i++) {
            int index = backwards ? spans.count() - 1 - i : i;
            int from = spans.from(index);
            int to = spans.to(index);
            try {
                var text = clean.of(encoding.text(bytes, from, to));
                int at = asker.find(text);
                int level = at < 0 ? Levels.NONE : level(bytes, begin, from, text, clean);
                if (at >= 0 && question.passes(level) && first + from >= log.start()) {
                    hits.add(new Hit(first + from, first + to, level, cut(text, at)));
                    if (hits.size() == limit) {
                        return new Hits(hits, first + (backwards ? from : to), false);
                    }
                }
            } catch (Question.TimeOver e) {
                return new Hits(hits, first + (backwards ? to : from), true);
            }
        }
        return new Hits(hits, null, false);
    }

    /** A line that belongs to the one above has its level. */
    private int level(byte[] bytes, int begin, int from, String text, CleanLine clean) {
        int level = Levels.find(text);
        int lineStart = from;
        var line = text;
        for (int i = 0; level == Levels.NONE && i < MOST_LINES_BACK && Levels.continuesPrevious(line); i++) {
            int end = lineStart - encoding.unit();
            if (end <= begin) {
                break;
            }
            int start = end;
            while (start - encoding.unit() >= begin
                    && !encoding.isLineFeed(bytes, start - encoding.unit())
                    && end - start < LineScan.PIECE) {
                start -= encoding.unit();
            }
            line = clean.of(encoding.text(bytes, start, end));
            level = Levels.find(line);
            lineStart = start;
        }
        return level;
    }

    private static String cut(String text, int at) {
        int from = text.length() <= LONGEST_TEXT
                ? 0
                : Math.max(0, Math.min(at - BEFORE_FIND, text.length() - LONGEST_TEXT));
        return text.substring(from, Math.min(text.length(), from + LONGEST_TEXT));
    }

    /** Behind the first line end from there on; {@code place} when there is none for long. */
    private int boundary(byte[] bytes, int from, int place) {
        int unit = encoding.unit();
        int most = Math.min(bytes.length - unit, place + LineScan.PIECE);
        for (int at = from; at <= most; at += unit) {
            if (encoding.isLineFeed(bytes, at)) {
                return at + unit;
            }
        }
        return place;
    }

    private byte[] read(long offset, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            int most = Math.min(bytes.remaining(), 256 * 1024); // the channel's own buffer outside of the heap
            int count = channel.read(bytes.slice(bytes.position(), most), offset + bytes.position());
            if (count <= 0) {
                throw new IOException("the log became shorter");
            }
            bytes.position(bytes.position() + count);
        }
        return bytes.array();
    }
}
