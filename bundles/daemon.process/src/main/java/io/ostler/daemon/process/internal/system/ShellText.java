package io.ostler.daemon.process.internal.system;

/** Texts for a POSIX shell. */
public final class ShellText {
    private ShellText() {}

    /** The text as one literal word: nothing inside single quotes means anything to a shell. */
    public static String literal(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
