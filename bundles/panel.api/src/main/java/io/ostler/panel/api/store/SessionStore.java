package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Impersonator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
            String client,
            String method,
            Instant confirmed,
            @Nullable Impersonation impersonation) {

        /** One that was opened with a password. */
        public SessionRecord(
                String handle,
                String secretHash,
                UserId user,
                String csrf,
                Instant created,
                Instant lastSeen,
                Instant expires,
                String address,
                String client) {
            this(
                    handle,
                    secretHash,
                    user,
                    csrf,
                    created,
                    lastSeen,
                    expires,
                    address,
                    client,
                    "password",
                    created,
                    null);
        }
    }

    /** @param session handle of the one out of which it was opened */
    record Impersonation(Impersonator by, String session) {}

    void insert(SessionRecord session);

    Optional<SessionRecord> findBySecretHash(String secretHash);

    List<SessionRecord> listByUser(UserId user);

    /** Moves {@code lastSeen} and {@code expires} forward. */
    void touch(String handle, Instant lastSeen, Instant expires);

    void confirmed(String handle, Instant at);

    /** Those that were opened out of that one. */
    List<SessionRecord> listByImpersonator(String session);

    boolean delete(String handle);

    /** Removes what expired before that moment and says how many. */
    int deleteExpired(Instant before);
}
