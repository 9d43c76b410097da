package io.ostler.daemon.process.internal;

/** Texts for a POSIX shell. */
final class ShellText {
    private ShellText() {}

    /** The text as one literal word: nothing inside single quotes means anything to a shell. */
    static String literal(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
