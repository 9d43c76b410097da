package io.ostler.launcher;

import java.io.Serial;

/**
 * A start that can't go on. The message is the one line a person sees: what is wrong, and what to do.
 */
public class StartRefused extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A message that says both. */
    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String problem, String remedy) {
        super(problem + ". " + remedy + ".");
    }
}
