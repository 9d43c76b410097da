package io.ostler.panel.api.audit;

import java.util.Locale;

/** What makes a text fit for a record: bounded, and nothing in it that can't be seen or turns its neighbours. Stateless. */
final class AuditText {

    private AuditText() {}

    /** Control characters, line ends, marks of direction and invisible ones are written out; done twice it is the same. */
    static String clean(String text, int longest) {
        var clean = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            var shown = isPlain(c) ? Character.toString(c) : writtenOut(c);
            if (clean.length() + shown.length() > longest) {
                int kept = Math.min(clean.length(), longest - 1);
                kept -= kept > 0 && Character.isHighSurrogate(clean.charAt(kept - 1)) ? 1 : 0;
                clean.setLength(kept);
                return clean.append('…').toString();
            }
            clean.append(shown);
            i += Character.charCount(c);
        }
        return clean.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String writtenOut(int c) {
        return c <= 0xffff ? String.format(Locale.ROOT, "\\u%04x", c) : String.format(Locale.ROOT, "\\u{%x}", c);
    }
}
