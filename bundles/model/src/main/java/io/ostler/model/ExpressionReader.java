package io.ostler.model;

import java.util.ArrayList;

/**
 * Reads a regular expression that Java's {@link java.util.regex.Pattern} has accepted, to say whether a search with it
 * can be stopped in time. What it isn't sure to read as Java does it takes for one that can't. Confined to one thread.
 */
public final class ExpressionReader {
    /** For each character of a long line so many steps are a few hundredths of a second. */
    private static final double MOST = 1000;

    private static final int DEEPEST = 100;
    private static final int MOST_ROUNDS = 100_000;

    private final String text;
    private int at;
    private int depth;

    private ExpressionReader(String text) {
        this.text = text;
    }

    /** Whether it looks at a character every now and then, whatever the text is. */
    public static boolean isStoppable(String expression) {
        var reader = new ExpressionReader(expression);
        try {
            var cost = reader.choices();
            return reader.at == expression.length() && cost.most() <= MOST;
        } catch (Unsure e) {
            return false;
        }
    }

    /** Not read as Java does, or not surely. */
    private static final class Unsure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsure() {
            super(null, null, false, false);
        }
    }

    private ExpressionCost choices() {
        if (++depth > DEEPEST) {
            throw new Unsure();
        }
        var choices = new ArrayList<ExpressionCost>();
        choices.add(sequence());
        while (has('|')) {
            at++;
            choices.add(sequence());
        }
        depth--;
        return choices.size() == 1 ? choices.getFirst() : ExpressionCost.anyOf(choices);
    }

    private ExpressionCost sequence() {
        var all = ExpressionCost.NOTHING;
        while (at < text.length() && !has('|') && !has(')')) {
            all = all.then(repeated(one()));
        }
        return all;
    }

    private ExpressionCost one() {
        char c = next();
        return switch (c) {
            case '(' -> group();
            case '[' -> characters();
            case '\\' -> escaped();
            case '^', '$' -> ExpressionCost.NOTHING;
            case '*', '+', '?', '{' -> throw new Unsure();
            default -> ExpressionCost.CHARACTER;
        };
    }

    private ExpressionCost group() {
        boolean isLook = false;
        if (has('?')) {
            at++;
            char kind = next();
            if (kind == '<' && !has('=') && !has('!')) {
                skipBehind('>');
            } else if (kind == '<') {
                at++;
                isLook = true;
            } else if (kind == '=' || kind == '!') {
                isLook = true;
            } else if (kind != ':' && kind != '>' && !flags(kind)) {
                return ExpressionCost.NOTHING;
            }
        }
        var inner = choices();
        if (next() != ')') {
            throw new Unsure();
        }
        return isLook ? inner.asLook() : inner;
    }

    /** Whether they are those of a group; else they are all there is. Comments aren't read here. */
    private boolean flags(char first) {
        for (char flag = first; flag != ':'; flag = next()) {
            if (flag == ')') {
                return false;
            }
            if (flag == 'x' || !(Character.isLetter(flag) || flag == '-')) {
                throw new Unsure();
            }
        }
        return true;
    }

    /** Behind the bracket. One that closes at once means different things to different readers. */
    private ExpressionCost characters() {
        at += has('^') ? 1 : 0;
        if (has(']') || ++depth > DEEPEST) {
            throw new Unsure();
        }
        for (char c = next(); c != ']'; c = next()) {
            if (c == '[') {
                var unused = characters();
            } else if (c == '\\') {
                var unused = escaped();
            }
        }
        depth--;
        return ExpressionCost.CHARACTER;
    }

    private ExpressionCost escaped() {
        char c = next();
        if (c == 'Q' || c == 'E') {
            throw new Unsure();
        }
        if (c == 'k') {
            skipBehind('>');
            return ExpressionCost.NOTHING;
        }
        if (c >= '1' && c <= '9') {
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            return ExpressionCost.NOTHING;
        }
        if (has('{') && "bpPxNu".indexOf(c) >= 0) {
            skipBehind('}');
        } else if (c == 'c') {
            next();
        }
        return "bBAGzZ".indexOf(c) >= 0 ? ExpressionCost.NOTHING : ExpressionCost.CHARACTER;
    }

    private ExpressionCost repeated(ExpressionCost one) {
        var all = one;
        while (at < text.length() && "?*+{".indexOf(text.charAt(at)) >= 0) {
            char sign = next();
            int least = sign == '+' ? 1 : 0;
            boolean isMore = true;
            if (sign == '{') {
                least = number();
                isMore = has(',');
                skipBehind('}');
            }
            at += has('?') || has('+') ? 1 : 0;
            all = all.repeated(least, isMore);
        }
        return all;
    }

    private int number() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from || at - from > 6) {
            throw new Unsure();
        }
        return Math.min(MOST_ROUNDS, Integer.parseInt(text.substring(from, at)));
    }

    private boolean has(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private char next() {
        if (at >= text.length()) {
            throw new Unsure();
        }
        return text.charAt(at++);
    }

    private void skipBehind(char end) {
        while (next() != end) {
            continue;
        }
    }
}
