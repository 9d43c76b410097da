package io.ostler.daemon.console.internal.search;

/** A line as a reader sees it: without escape sequences, overwritten as the program did. Confined to one thread. */
final class CleanLine implements EscapeFilter.Sink {

    private final EscapeFilter filter = new EscapeFilter();
    private final StringBuilder line = new StringBuilder();
    private int column;

    String of(String raw) {
        if (isPlain(raw)) {
            return raw;
        }
        filter.reset();
        line.setLength(0);
        column = 0;
        for (int i = 0; i < raw.length(); i++) {
            filter.put(raw.charAt(i), this);
        }
        return line.toString();
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < 0x20 && c != '\t' || c >= 0x7f && c <= 0x9f || reorders(c)) {
                return false;
            }
        }
        return true;
    }

    /** Marks that change the order of what a reader sees; shown by name, as in the console's log view. */
    private static boolean reorders(char c) {
        return c == 0x61c || c == 0x200e || c == 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    @Override
    public void put(char c) {
        switch (c) {
            case '\r' -> column = 0;
            case '\b' -> column = Math.max(0, column - 1);
            default -> {
                if (reorders(c)) {
                    for (char shown : String.format("<U+%04X>", (int) c).toCharArray()) {
                        write(shown);
                    }
                } else {
                    write(c);
                }
            }
        }
    }

    private void write(char c) {
        if (column < line.length()) {
            line.setCharAt(column, c);
        } else {
            line.append(c);
        }
        column++;
    }

    @Override
    public void erase(int mode) {
        if (mode == 0) {
            line.setLength(Math.min(column, line.length()));
        } else if (mode == 1) {
            for (int i = 0; i < Math.min(column, line.length()); i++) {
                line.setCharAt(i, ' ');
            }
        } else if (mode == 2) {
            line.setLength(0);
            column = 0;
        }
    }
}
