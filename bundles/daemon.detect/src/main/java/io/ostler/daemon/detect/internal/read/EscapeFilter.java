package io.ostler.daemon.detect.internal.read;

/** Finds the characters of terminal escape sequences, one after the other. Confined to one thread. */
final class EscapeFilter {
    /** What no longer sequence is believed to have; then it was none. */
    private static final int LONGEST = 512;

    private enum In {
        TEXT,
        ESCAPE,
        CONTROL,
        /** OSC, DCS and their like, up to BEL or ST. */
        STRING,
        STRING_ESCAPE
    }

    private In in = In.TEXT;
    private int length;

    void reset() {
        in = In.TEXT;
    }

    /** Whether the character belongs to a sequence. */
    boolean swallows(char c) {
        if (in == In.TEXT) {
            return begins(c);
        }
        if (++length > LONGEST) {
            in = In.TEXT;
            return false;
        }
        in = switch (in) {
            case ESCAPE -> afterEscape(c);
            case CONTROL -> c >= 0x40 && c <= 0x7e ? In.TEXT : In.CONTROL;
            case STRING -> c == 0x07 || c == 0x9c ? In.TEXT : c == 0x1b ? In.STRING_ESCAPE : In.STRING;
            case STRING_ESCAPE -> c == '\\' ? In.TEXT : In.STRING;
            case TEXT -> In.TEXT;
        };
        return true;
    }

    private boolean begins(char c) {
        switch (c) {
            case 0x1b -> in = In.ESCAPE;
            case 0x9b -> in = In.CONTROL;
            case 0x90, 0x98, 0x9d, 0x9e, 0x9f -> in = In.STRING;
            default -> {
                return false;
            }
        }
        length = 0;
        return true;
    }

    private static In afterEscape(char c) {
        return switch (c) {
            case '[' -> In.CONTROL;
            case ']', 'P', 'X', '^', '_' -> In.STRING;
            case 0x1b -> In.ESCAPE;
            default -> c >= 0x20 && c <= 0x2f ? In.ESCAPE : In.TEXT;
        };
    }
}
