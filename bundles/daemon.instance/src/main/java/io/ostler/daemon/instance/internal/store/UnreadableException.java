package io.ostler.daemon.instance.internal.store;

/** A stored file doesn't say what it should; the message is for the log. Stays inside of the bundle. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
