package io.ostler.daemon.http.internal.tus;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.Ticket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Remembers for a while which uploads were completed: a client whose connection broke right before the answer would
 * else be told that its upload isn't there, and send it all again. Bounded. Thread-safe.
 */
final class FinishedUploads {
    private static final int MOST = 10_000;
    private static final long LIFE = TimeUnit.MINUTES.toNanos(10);

    private final Map<String, Finished> byId = new LinkedHashMap<>();

    /** @param path where it was meant to be; {@code landed} where it is */
    record Finished(InstanceId instance, UserId user, String path, String landed, long size, long at) {}

    void add(String id, Ticket ticket, String path, String landed, long size) {
        long now = System.nanoTime();
        synchronized (byId) {
            var eldest = byId.values().iterator();
            while (eldest.hasNext()) {
                boolean isOld = now - eldest.next().at > LIFE || byId.size() >= MOST;
                if (!isOld) {
                    break;
                }
                eldest.remove();
            }
            byId.put(id, new Finished(ticket.instance(), ticket.user(), path, landed, size, now));
        }
    }

    /** Empty for what isn't opened by the session's right. */
    Optional<Finished> find(String id, UploadSession session) {
        Finished found;
        synchronized (byId) {
            found = byId.get(id);
        }
        return found != null && isOpen(found, session) ? Optional.of(found) : Optional.empty();
    }

    private static boolean isOpen(Finished upload, UploadSession session) {
        var ticket = session.ticket();
        return System.nanoTime() - upload.at <= LIFE
                && upload.instance.equals(ticket.instance())
                && upload.user.equals(ticket.user())
                && session.target().covers(upload.path);
    }
}
