package io.ostler.daemon.sftp.internal.login;

import io.ostler.model.UserId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts connections: strangers can neither keep the door shut nor use up the daemon. Beyond the places for those who
 * haven't signed in the oldest of them gives way. An address that comes too often is refused for some seconds.
 * Thread-safe.
 */
public final class Doorkeeper {
    private static final int BURST = 120;
    private static final long EACH = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int REMEMBERED = 10_000;

    /** How many at once. */
    public record Places(int sessions, int perUser, int perAddress, int waiting) {}

    private final Places places;
    private final LongSupplier nanos;
    private final Set<Visit> waiting = new LinkedHashSet<>();
    private final Map<Visit, UserId> inside = new HashMap<>();
    private final Map<String, Integer> byAddress = new HashMap<>();
    private final Map<Visit, String> addresses = new HashMap<>();
    /** When the next arrival of an address would be on time; the longest unseen goes first. */
    private final Map<String, Long> due = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Doorkeeper(Places places, LongSupplier nanos) {
        this.places = places;
        this.nanos = nanos;
    }

    /** False when this connection has to be closed. */
    boolean arrive(Visit visit) {
        var client = visit.client();
        Visit oldest = null;
        synchronized (this) {
            if (!isOnTime(client) || byAddress.getOrDefault(client, 0) >= places.perAddress()) {
                return false;
            }
            if (waiting.size() >= places.waiting()) {
                oldest = waiting.iterator().next();
                waiting.remove(oldest);
            }
            waiting.add(visit);
            addresses.put(visit, client);
            byAddress.merge(client, 1, Integer::sum);
        }
        if (oldest != null) {
            oldest.cut();
        }
        return true;
    }

    private boolean isOnTime(String client) {
        long now = nanos.getAsLong();
        Long known = due.get(client);
        long earliest = known == null || known - now < 0 ? now : known;
        if (earliest - now > BURST * EACH) {
            return false;
        }
        due.put(client, earliest + EACH);
        return true;
    }

    /** False when there is no place for this person. */
    synchronized boolean enter(Visit visit, UserId user) {
        long own = inside.values().stream().filter(user::equals).count();
        if (inside.size() >= places.sessions() || own >= places.perUser() || !addresses.containsKey(visit)) {
            return false;
        }
        waiting.remove(visit);
        inside.put(visit, user);
        return true;
    }

    synchronized void leave(Visit visit) {
        waiting.remove(visit);
        inside.remove(visit);
        var client = addresses.remove(visit);
        if (client != null) {
            byAddress.computeIfPresent(client, (key, count) -> count <= 1 ? null : count - 1);
        }
    }

    /** How many connections there are. */
    public synchronized int present() {
        return addresses.size();
    }
}
