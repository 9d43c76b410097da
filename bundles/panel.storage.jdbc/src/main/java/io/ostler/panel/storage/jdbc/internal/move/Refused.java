package io.ostler.panel.storage.jdbc.internal.move;

/** What was asked for can't be done, and nothing was changed; the message is the line that a person gets. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
