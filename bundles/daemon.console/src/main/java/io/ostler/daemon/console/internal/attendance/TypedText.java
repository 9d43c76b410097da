package io.ostler.daemon.console.internal.attendance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What was typed as it is noted: whole lines without control characters, so that no line can pass for two. */
final class TypedText {
    static final int LONGEST = 4096;

    private TypedText() {}

    /** The lines of a text; nothing of empty ones after the first. */
    static List<String> lines(String text) {
        var lines = Arrays.stream(text.split("\r\n|[\r\n]", -1))
                .map(TypedText::clean)
                .collect(Collectors.toList());
        while (lines.size() > 1 && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    static String clean(String line) {
        var text = new StringBuilder(Math.min(line.length(), LONGEST));
        for (int at = 0; at < line.length(); ) {
            int point = line.codePointAt(at);
            int size = Character.charCount(point);
            if (text.length() + size > LONGEST) {
                break;
            }
            boolean isHalf = size == 1 && Character.isSurrogate((char) point);
            if (!Character.isISOControl(point)) {
                text.appendCodePoint(isHalf ? '\uFFFD' : point);
            }
            at += size;
        }
        return text.toString();
    }
}
