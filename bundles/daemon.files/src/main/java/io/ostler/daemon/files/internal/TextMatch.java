package io.ostler.daemon.files.internal;

import io.ostler.model.ExpressionReader;
import io.ostler.model.OstlerException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Looks for a text or an expression in lines, never longer than until the deadline. Confined to one thread. */
final class TextMatch {
    private static final int LONGEST = 1000;
    private static final int CHECK_EVERY = 1024;
    private static final String SIMPLER = "a simpler regular expression";

    private final Pattern pattern;
    private final long deadline;
    private int steps;

    /** @param deadline by {@link System#nanoTime} */
    TextMatch(String text, boolean isExpression, boolean matchCase, long deadline) {
        if (text.length() > LONGEST) {
            throw OstlerException.invalid("content", "at most " + LONGEST + " characters");
        }
        int flags = (matchCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                | (isExpression ? 0 : Pattern.LITERAL);
        try {
            this.pattern = Pattern.compile(text, flags);
        } catch (PatternSyntaxException e) {
            throw OstlerException.invalid("content", "a regular expression");
        } catch (StackOverflowError e) {
            throw OstlerException.invalid("content", SIMPLER);
        }
        if (isExpression && !ExpressionReader.isStoppable(text)) {
            throw OstlerException.invalid("content", SIMPLER);
        }
        this.deadline = deadline;
    }

    /** The time is over. */
    static final class TimeOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TimeOver() {
            super(null, null, false, false);
        }
    }

    /** Index of the first match, -1 when there is none. */
    int find(String line) {
        try {
            var matcher = pattern.matcher(new Watched(line, 0, line.length()));
            return matcher.find() ? matcher.start() : -1;
        } catch (StackOverflowError e) { // what Java's expressions do with nested choices on long lines
            return -1;
        }
    }

    private void step() {
        if (++steps % CHECK_EVERY == 0 && System.nanoTime() > deadline) {
            throw new TimeOver();
        }
    }

    /** Every character that an expression looks at is a chance to stop it. */
    private final class Watched implements CharSequence {
        private final String text;
        private final int from;
        private final int to;

        Watched(String text, int from, int to) {
            this.text = text;
            this.from = from;
            this.to = to;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            step();
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
