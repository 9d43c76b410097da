package io.ostler.daemon.link.internal.socket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that are open: a few may be proving themselves, and a few be linked, because several processes may be one
 * panel (decision 0145). A process that links again takes the place of its own older link, which it has lost or given
 * up. Thread-safe.
 */
final class Sockets {
    /** Handshakes under way; a panel needs one. */
    static final int MOST_PROVING = 16;
    /** Processes of one panel. */
    static final int MOST_LINKED = 8;

    private static final int TRY_LATER = 1013;
    private static final int NORMAL = 1000;

    private final LinkedHashSet<LinkEndpoint> proving = new LinkedHashSet<>();
    /** In the order in which they came. */
    private final LinkedHashMap<LinkEndpoint, Optional<String>> linked = new LinkedHashMap<>();

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
        LinkEndpoint oldest = null;
        synchronized (this) {
            proving.remove(socket);
            linked.put(socket, Optional.empty());
            if (linked.size() > MOST_LINKED) {
                oldest = linked.firstEntry().getKey();
                linked.remove(oldest);
            }
        }
        if (oldest != null) {
            oldest.end(NORMAL, "REPLACED");
        }
    }

    /** It has said hello. @param process null: it didn't say which, and counts as the same as others that don't */
    void introduced(LinkEndpoint socket, @Nullable String process) {
        var name = Optional.of(process == null ? "" : process);
        var before = new ArrayList<LinkEndpoint>();
        synchronized (this) {
            if (linked.replace(socket, name) == null) {
                return; // closed meanwhile
            }
            linked.forEach((other, theirs) -> {
                if (!other.equals(socket) && theirs.equals(name)) {
                    before.add(other);
                }
            });
            before.forEach(linked::remove);
        }
        before.forEach(other -> other.end(NORMAL, "REPLACED"));
    }

    synchronized void closed(LinkEndpoint socket) {
        proving.remove(socket);
        linked.remove(socket);
    }

    void closeAll(int code, String reason) {
        List<LinkEndpoint> open;
        synchronized (this) {
            open = new ArrayList<>(proving);
            open.addAll(linked.keySet());
        }
        open.forEach(socket -> socket.end(code, reason));
    }
}
