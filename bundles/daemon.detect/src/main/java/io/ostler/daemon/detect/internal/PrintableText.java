package io.ostler.daemon.detect.internal;

/** Takes out of a text what must not stand on a page or in a log: control characters, lines' ends, changes of direction. */
final class PrintableText {
    private PrintableText() {}

    static String of(String text, int longest) {
        var clean = new StringBuilder();
        text.codePoints().filter(PrintableText::isPrintable).limit(longest).forEach(clean::appendCodePoint);
        return clean.length() > longest ? clean.substring(0, longest) : clean.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
