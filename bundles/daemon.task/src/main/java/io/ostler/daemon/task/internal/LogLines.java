package io.ostler.daemon.task.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a task wrote. Thread-safe. */
final class LogLines {
    static final int MOST = 200;
    static final int LONGEST = 500;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == MOST) {
            lines.removeFirst();
        }
        lines.addLast(shorten(line, LONGEST));
    }

    synchronized List<String> all() {
        return List.copyOf(lines);
    }

    /** On one line, and not cut through the middle of a character. */
    static String shorten(String text, int most) {
        var oneLine = text.replaceAll("\\p{Cc}", " ");
        if (oneLine.length() <= most) {
            return oneLine;
        }
        int end = Character.isHighSurrogate(oneLine.charAt(most - 2)) ? most - 2 : most - 1;
        return oneLine.substring(0, end) + "…";
    }
}
