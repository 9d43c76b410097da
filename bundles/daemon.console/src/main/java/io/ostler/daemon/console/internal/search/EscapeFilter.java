package io.ostler.daemon.console.internal.search;

/**
 * Takes escape sequences and control characters out of text, with the same states as the web console's
 * {@code ansiParser.ts}: a line end always leads back to plain text. Confined to one thread.
 */
final class EscapeFilter {

    private static final int LONGEST_STRING = 64 * 1024;

    private enum State {
        GROUND,
        ESCAPE,
        INTERMEDIATE,
        CSI,
        STRING,
        STRING_ESCAPE
    }

    /** Gets what is text, and the movements within a line. */
    interface Sink {
        /** Also {@code '\n'}, {@code '\r'} and {@code '\b'}. */
        void put(char c);

        /** EL: 0 to the end, 1 to the start, 2 all. */
        default void erase(int mode) {}
    }

    private State state = State.GROUND;
    private int length;
    private int parameter;

    void reset() {
        state = State.GROUND;
    }

    void put(char c, Sink sink) {
        if (c == '\n') {
            state = State.GROUND;
            sink.put(c);
        } else if (state == State.GROUND) {
            ground(c, sink);
        } else if (c == 0x18 || c == 0x1a) {
            state = State.GROUND;
        } else {
            sequence(c, sink);
        }
    }

    private void ground(char c, Sink sink) {
        if (c >= 0x20 && c < 0x7f || c > 0x9f) {
            sink.put(c);
        } else {
            switch (c) {
                case '\r', '\b', '\t' -> sink.put(c);
                case 0x1b -> state = State.ESCAPE;
                case 0x9b -> begin(State.CSI);
                case 0x90, 0x98, 0x9d, 0x9e, 0x9f -> begin(State.STRING);
                default -> length = 0; // any other control character goes
            }
        }
    }

    private void begin(State next) {
        state = next;
        length = 0;
        parameter = 0;
    }

    private void sequence(char c, Sink sink) {
        switch (state) {
            case ESCAPE -> escape(c);
            case INTERMEDIATE -> state = c >= 0x30 ? State.GROUND : state;
            case CSI -> csi(c, sink);
            default -> string(c);
        }
    }

    private void escape(char c) {
        if (c == '[') {
            begin(State.CSI);
        } else if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_') {
            begin(State.STRING);
        } else if (c >= 0x20 && c <= 0x2f) {
            state = State.INTERMEDIATE;
        } else if (c != 0x1b) {
            state = State.GROUND;
        }
    }

    private void csi(char c, Sink sink) {
        if (c == 0x1b) {
            state = State.ESCAPE;
        } else if (c >= 0x40 && c <= 0x7e) {
            if (c == 'K') {
                sink.erase(parameter);
            }
            state = State.GROUND;
        } else if (c >= 0x20 && ++length > LONGEST_STRING) {
            state = State.GROUND;
        } else if (c >= '0' && c <= '9') {
            parameter = Math.min(99, parameter * 10 + c - '0');
        }
    }

    private void string(char c) {
        if (c == 0x07 || c == 0x9c) {
            state = State.GROUND;
        } else if (c == 0x1b) {
            state = State.STRING_ESCAPE;
        } else if (state == State.STRING_ESCAPE) {
            if (c == '\\') {
                state = State.GROUND;
            } else {
                escape(c);
            }
        } else if (++length > LONGEST_STRING) {
            state = State.GROUND;
        }
    }
}
