package io.ostler.panel.auth.internal.session;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.SessionStore;
import io.ostler.panel.api.store.SessionStore.Impersonation;
import io.ostler.panel.api.store.SessionStore.SessionRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All sessions: those in use in memory, all of them in the store. A session that comes into memory does so under the
 * read lock and one that ends does under the write lock, so a session that ended can't come back from a read that began
 * before. Those in memory are found without any lock. Thread-safe.
 */
final class SessionBook {
    private final SessionStore store;
    private final SessionLimits limits;
    private final InstantSource clock;
    private final SessionEnds ends;
    private final ConcurrentHashMap<String, LiveSession> bySecretHash = new ConcurrentHashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    SessionBook(SessionStore store, SessionLimits limits, InstantSource clock, SessionEnds ends) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.ends = ends;
    }

    /** Where a session comes from. */
    record Origin(
            String address,
            String client,
            String method,
            @Nullable Impersonation impersonation) {}

    LiveSession open(UserId user, String secretHash, String csrf, Origin origin) {
        var now = clock.instant();
        var expires = limits.expires(now, now, origin.impersonation != null);
        var stored = new SessionRecord(
                Secrets.handle(),
                secretHash,
                user,
                csrf,
                now,
                now,
                expires,
                origin.address,
                origin.client,
                origin.method,
                origin.impersonation == null ? now : Instant.EPOCH,
                origin.impersonation);
        var session = new LiveSession(stored, limits);
        lock.readLock().lock();
        try {
            store.insert(stored);
            bySecretHash.put(secretHash, session);
        } finally {
            lock.readLock().unlock();
        }
        endSurplus(user);
        return session;
    }

    /** The session of that secret, if it lives. */
    Optional<LiveSession> use(String secretHash) {
        var session = bySecretHash.get(secretHash);
        if (session == null) {
            session = load(secretHash);
        }
        if (session == null) {
            return Optional.empty();
        }
        var now = clock.instant();
        if (isOver(session, now)) {
            end(session.handle());
            return Optional.empty();
        }
        session.seen(now);
        return Optional.of(session);
    }

    /** All that live, the latest used first. */
    List<LiveSession> of(UserId user) {
        var now = clock.instant();
        return all(user).stream()
                .filter(session -> !session.isExpired(now))
                .sorted(Comparator.comparing(LiveSession::lastSeen).reversed())
                .toList();
    }

    void end(String handle) {
        List<LiveSession> ended;
        lock.writeLock().lock();
        try {
            store.delete(handle);
            ended = forget(List.of(handle));
        } finally {
            lock.writeLock().unlock();
        }
        tell(ended);
        endActing(handle);
    }

    /** What somebody opened as somebody else ends with the session out of which they did. */
    private void endActing(String handle) {
        store.listByImpersonator(handle).forEach(acting -> end(acting.handle()));
    }

    /** Its person just proved who they are. */
    void confirmed(String handle) {
        var now = clock.instant();
        store.confirmed(handle, now);
        bySecretHash.values().stream()
                .filter(session -> session.handle().equals(handle))
                .forEach(session -> session.confirmed(now));
    }

    void endAll(UserId user, @Nullable String exceptHandle) {
        List<LiveSession> ended = new ArrayList<>();
        lock.writeLock().lock();
        try {
            for (var session : all(user)) {
                if (!session.handle().equals(exceptHandle)) {
                    store.delete(session.handle());
                    bySecretHash.remove(session.secretHash());
                    ended.add(session);
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
        tell(ended);
        ended.forEach(session -> endActing(session.handle()));
    }

    /** Another panel ended or confirmed it, or (null) perhaps any: what the store says holds here too. */
    void changedElsewhere(@Nullable String handle) {
        for (var session : inMemory()) {
            if (handle == null || session.handle().equals(handle)) {
                store.findBySecretHash(session.secretHash())
                        .ifPresentOrElse(stored -> session.confirmed(stored.confirmed()), () -> end(session.handle()));
            }
        }
    }

    /** Whose sessions are in use here. */
    Set<UserId> users() {
        return inMemory().stream().map(LiveSession::user).collect(Collectors.toSet());
    }

    /** With those that are just being read from the store. */
    private List<LiveSession> inMemory() {
        lock.writeLock().lock();
        try {
            return List.copyOf(bySecretHash.values());
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Also by what another panel on this database knows of its use. */
    private boolean isOver(LiveSession session, Instant now) {
        if (session.isExpired(now)) {
            store.findBySecretHash(session.secretHash()).ifPresent(stored -> session.usedElsewhere(stored.lastSeen()));
        }
        return session.isExpired(now);
    }

    /** Ends what expired in memory and says when the next one will; the store's others go by {@link #sweepStore}. */
    Optional<Instant> sweep() {
        var now = clock.instant();
        for (var session : bySecretHash.values()) {
            if (isOver(session, now)) {
                end(session.handle());
            }
        }
        return bySecretHash.values().stream().map(LiveSession::expires).min(Comparator.naturalOrder());
    }

    /** Sessions that nobody used since the start rest only in the store: nothing hangs on them. */
    void sweepStore() {
        store.deleteExpired(clock.instant());
    }

    /** Writes when sessions were last used; a crash loses at most what came since the last time. */
    void writeLastSeen() {
        for (var session : bySecretHash.values()) {
            if (session.isUnwritten()) {
                var lastSeen = session.lastSeen();
                store.touch(session.handle(), lastSeen, session.expires());
                session.written(lastSeen);
            }
        }
    }

    private @Nullable LiveSession load(String secretHash) {
        lock.readLock().lock();
        try {
            return bySecretHash.computeIfAbsent(
                    secretHash,
                    hash -> store.findBySecretHash(hash)
                            .map(stored -> new LiveSession(stored, limits))
                            .orElse(null));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** From the store, and from memory where that knows more. */
    private Collection<LiveSession> all(UserId user) {
        Map<String, LiveSession> sessions = new LinkedHashMap<>();
        for (var stored : store.listByUser(user)) {
            sessions.put(stored.handle(), new LiveSession(stored, limits));
        }
        for (var session : bySecretHash.values()) {
            if (session.user().equals(user)) {
                sessions.put(session.handle(), session);
            }
        }
        return sessions.values();
    }

    private List<LiveSession> forget(Collection<String> handles) {
        var forgotten = new ArrayList<LiveSession>();
        bySecretHash.values().removeIf(session -> handles.contains(session.handle()) && forgotten.add(session));
        return forgotten;
    }

    private void endSurplus(UserId user) {
        var sessions = of(user);
        sessions.stream().skip(limits.perUser()).forEach(session -> end(session.handle()));
    }

    private void tell(List<LiveSession> ended) {
        ended.forEach(session -> ends.tell(session.user(), session.handle()));
    }
}
