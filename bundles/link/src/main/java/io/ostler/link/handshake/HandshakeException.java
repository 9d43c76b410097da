package io.ostler.link.handshake;

import java.util.Arrays;
import java.util.Optional;

/** The other end did not prove who it is, or refused us. The reason travels as the close frame's text. Immutable. */
public final class HandshakeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** WebSocket close code of a refused handshake. */
    public static final int CLOSE_CODE = 4401;

    private final Reason reason;

    public HandshakeException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why; the names are shown by the console as a node's reason. */
    public enum Reason {
        /** Not what this protocol says. */
        HANDSHAKE_MALFORMED,
        /** The ends speak different versions of the protocol. */
        PROTOCOL_UNSUPPORTED,
        /** The daemon has not joined this panel, or joined another one since. */
        PANEL_UNKNOWN,
        /** Another node answers at this address. */
        NODE_MISMATCH,
        /** The right name with another key than the registered one. */
        KEY_MISMATCH,
        /** A signature does not hold: somebody claims a key that it doesn't own. */
        PROOF_WRONG,
        HANDSHAKE_TIMEOUT;

        /** The reason of that name, for a close frame's text. */
        public static Optional<Reason> of(String name) {
            return Arrays.stream(values()).filter(r -> r.name().equals(name)).findFirst();
        }
    }
}
