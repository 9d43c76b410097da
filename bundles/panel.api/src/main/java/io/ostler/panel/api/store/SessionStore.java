package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Sessions, found by the hash of their secret. Thread-safe, blocks. */
@ConsumerType
public interface SessionStore {

    /** @param secretHash SHA-256 of the secret, hex */
    record SessionRecord(
            String handle,
            String secretHash,
            UserId user,
            String csrf,
            Instant created,
            Instant lastSeen,
            Instant expires,
            String address,
            String client) {}

    void insert(SessionRecord session);

    Optional<SessionRecord> findBySecretHash(String secretHash);

    List<SessionRecord> listByUser(UserId user);

    /** Moves {@code lastSeen} and {@code expires} forward. */
    void touch(String handle, Instant lastSeen, Instant expires);

    boolean delete(String handle);

    /** Removes what expired before that moment and says how many. */
    int deleteExpired(Instant before);
}
