package io.ostler.daemon.console.internal.search;

import io.ostler.model.ExpressionReader;
import io.ostler.model.OstlerException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What lines are looked for. Immutable; {@link Asker} is what one thread asks it with. */
final class Question {

    static final int LONGEST_TEXT = 1000;
    /** One line may cost so much; an expression that goes astray in it passes it by. */
    static final long LINE_NANOS = 50_000_000;

    private static final String SIMPLER = "a simpler regular expression";

    private final @Nullable Pattern pattern;
    private final @Nullable ByteFinder bytes;
    private final int level;

    Question(String text, boolean isExpression, boolean matchCase, @Nullable String level, Encoding encoding) {
        if (text.length() > LONGEST_TEXT) {
            throw OstlerException.invalid("text", "at most " + LONGEST_TEXT + " characters");
        }
        this.level = level(level);
        bytes = isExpression ? null : ByteFinder.of(text, matchCase, encoding);
        pattern = text.isEmpty() ? null : compile(text, isExpression, matchCase);
    }

    /** What a line surely holds as bytes; null when each has to be read. */
    @Nullable
    ByteFinder bytes() {
        return bytes;
    }

    boolean asksForLevel() {
        return level != Levels.NONE;
    }

    boolean passes(int found) {
        return level == Levels.NONE || Levels.passes(found, level);
    }

    Asker asker(long deadline) {
        return new Asker(deadline);
    }

    private static int level(@Nullable String name) {
        return switch (name == null ? "" : name) {
            case "" -> Levels.NONE;
            case "info" -> Levels.INFO;
            case "warn" -> Levels.WARN;
            case "error" -> Levels.ERROR;
            default -> throw OstlerException.invalid("level", "info, warn or error");
        };
    }

    private static Pattern compile(String text, boolean isExpression, boolean matchCase) {
        int flags = (matchCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                | (isExpression ? 0 : Pattern.LITERAL);
        try {
            var compiled = Pattern.compile(text, flags);
            if (isExpression && !ExpressionReader.isStoppable(text)) {
                throw OstlerException.invalid("text", SIMPLER);
            }
            return compiled;
        } catch (PatternSyntaxException e) {
            var where = e.getIndex() < 0 ? "" : String.format(Locale.ROOT, " (character %d)", e.getIndex() + 1);
            throw OstlerException.invalid("text", "a regular expression: " + e.getDescription() + where);
        } catch (StackOverflowError e) {
            throw OstlerException.invalid("text", SIMPLER);
        }
    }

    /** The time is over. */
    static final class TimeOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TimeOver() {
            super(null, null, false, false);
        }
    }

    /** Asks of one line after the other. Confined to one thread. */
    final class Asker {
        private static final int CHECK_EVERY = 1024;

        private final long deadline;
        private final @Nullable Matcher matcher = pattern == null ? null : pattern.matcher("");
        private long lineDeadline;
        private int lines;
        private int steps;
        private boolean isOver;

        private Asker(long deadline) {
            this.deadline = deadline;
        }

        /** Where it stands in the line; -1 when it doesn't. Throws when the search's own time is over. */
        int find(String line) {
            if ((isOver || ++lines % 64 == 0 || line.length() > CHECK_EVERY) && System.nanoTime() - deadline > 0) {
                throw new TimeOver();
            }
            if (matcher == null) {
                return 0;
            }
            lineDeadline = 0;
            isOver = false;
            try {
                return matcher.reset(new Watched(line, 0, line.length())).find() ? matcher.start() : -1;
            } catch (TimeOver | StackOverflowError e) {
                // nested choices: this line isn't worth the time of all the others
                return -1;
            }
        }

        private void step() {
            if (++steps % CHECK_EVERY == 0) {
                long now = System.nanoTime();
                lineDeadline = lineDeadline == 0 ? now + LINE_NANOS : lineDeadline;
                isOver |= now - lineDeadline > 0 || now - deadline > LINE_NANOS;
                if (isOver) {
                    throw new TimeOver();
                }
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
}
