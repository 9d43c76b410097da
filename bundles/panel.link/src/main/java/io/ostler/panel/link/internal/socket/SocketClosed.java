package io.ostler.panel.link.internal.socket;

/** A WebSocket is over: the other end said so, or has to be told. Immutable. */
final class SocketClosed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean byPeer;
    private final int code;
    private final String reason;

    SocketClosed(boolean byPeer, int code, String reason) {
        super(reason);
        this.byPeer = byPeer;
        this.code = code;
        this.reason = reason;
    }

    boolean byPeer() {
        return byPeer;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
