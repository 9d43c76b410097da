package io.ostler.daemon.link.internal.socket;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that are open: a few may be proving themselves, one may be linked. A panel that links again takes the
 * place of its own older link, which it has lost or given up. Thread-safe.
 */
final class Sockets {
    /** Handshakes under way; a panel needs one. */
    static final int MOST_PROVING = 16;

    private static final int TRY_LATER = 1013;
    private static final int NORMAL = 1000;

    private final LinkedHashSet<LinkEndpoint> proving = new LinkedHashSet<>();
    private @Nullable LinkEndpoint linked;

    /** The oldest gives way: an honest handshake is over long before, and strangers can't keep the door shut. */
    void opened(LinkEndpoint socket) {
        LinkEndpoint oldest = null;
        synchronized (this) {
            proving.add(socket);
            if (proving.size() > MOST_PROVING) {
                oldest = proving.removeFirst();
            }
        }
        if (oldest != null) {
            oldest.end(TRY_LATER, "OVERLOADED");
        }
    }

    void proved(LinkEndpoint socket) {
        LinkEndpoint before;
        synchronized (this) {
            proving.remove(socket);
            before = linked;
            linked = socket;
        }
        if (before != null) {
            before.end(NORMAL, "REPLACED");
        }
    }

    synchronized void closed(LinkEndpoint socket) {
        proving.remove(socket);
        if (socket.equals(linked)) {
            linked = null;
        }
    }

    void closeAll(int code, String reason) {
        List<LinkEndpoint> open;
        synchronized (this) {
            open = new ArrayList<>(proving);
            if (linked != null) {
                open.add(linked);
            }
        }
        open.forEach(socket -> socket.end(code, reason));
    }
}
