package io.ostler.daemon.http.internal.tus;

import io.ostler.daemon.http.internal.transfer.BodyReading;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The uploads whose bytes are on their way. When a network breaks, the daemon may hear of it much later than the client
 * that wants to go on; a connection that is silent then gives way. Thread-safe.
 */
final class RunningParts {
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(3);

    private final Map<String, BodyReading> byId = new ConcurrentHashMap<>();

    void add(String id, BodyReading reading) {
        byId.put(id, reading);
    }

    void remove(String id) {
        byId.remove(id);
    }

    /** Ends the connection that sends it when nothing came for a while. */
    void endSilent(String id, long now) {
        var reading = byId.get(id);
        if (reading != null && now - reading.lastReceived() > SILENCE) {
            reading.stop();
        }
    }
}
