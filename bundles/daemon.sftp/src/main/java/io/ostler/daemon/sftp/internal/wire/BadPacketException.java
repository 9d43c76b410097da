package io.ostler.daemon.sftp.internal.wire;

/** A packet isn't what the protocol says. */
public final class BadPacketException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadPacketException(String message) {
        super(message);
    }
}
