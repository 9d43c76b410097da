package io.ostler.testkit.storage;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.SessionStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemorySessionStore implements SessionStore {
    private final Map<String, SessionRecord> sessions = new LinkedHashMap<>();

    @Override
    public synchronized void insert(SessionRecord session) {
        if (sessions.containsKey(session.handle())
                || findBySecretHash(session.secretHash()).isPresent()) {
            throw OstlerException.of(ErrorCode.CONFLICT, "handle", session.handle());
        }
        sessions.put(session.handle(), session);
    }

    @Override
    public synchronized Optional<SessionRecord> findBySecretHash(String secretHash) {
        return sessions.values().stream()
                .filter(session -> session.secretHash().equals(secretHash))
                .findFirst();
    }

    @Override
    public synchronized List<SessionRecord> listByUser(UserId user) {
        return sessions.values().stream()
                .filter(session -> session.user().equals(user))
                .toList();
    }

    @Override
    public synchronized void touch(String handle, Instant lastSeen, Instant expires) {
        sessions.computeIfPresent(
                handle,
                (key, s) -> s.lastSeen().isAfter(lastSeen)
                        ? s
                        : new SessionRecord(
                                s.handle(),
                                s.secretHash(),
                                s.user(),
                                s.csrf(),
                                s.created(),
                                lastSeen,
                                expires,
                                s.address(),
                                s.client(),
                                s.method(),
                                s.confirmed(),
                                s.impersonation()));
    }

    @Override
    public synchronized void confirmed(String handle, Instant at) {
        sessions.computeIfPresent(
                handle,
                (key, s) -> new SessionRecord(
                        s.handle(),
                        s.secretHash(),
                        s.user(),
                        s.csrf(),
                        s.created(),
                        s.lastSeen(),
                        s.expires(),
                        s.address(),
                        s.client(),
                        s.method(),
                        at,
                        s.impersonation()));
    }

    @Override
    public synchronized List<SessionRecord> listByImpersonator(String session) {
        return sessions.values().stream()
                .filter(s ->
                        s.impersonation() != null && s.impersonation().session().equals(session))
                .toList();
    }

    @Override
    public synchronized boolean delete(String handle) {
        return sessions.remove(handle) != null;
    }

    @Override
    public synchronized int deleteExpired(Instant before) {
        int count = sessions.size();
        sessions.values().removeIf(session -> session.expires().isBefore(before));
        return count - sessions.size();
    }
}
