package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What the panel waits for from somebody: the second step of a sign-in, the answer of a passkey. In the database, so
 * that another panel on it may get the answer. Thread-safe, blocks; each call is one transaction.
 */
@ConsumerType
public interface ChallengeStore {

    /** @param tokenHash SHA-256 of what its owner holds, hex */
    record ChallengeRecord(
            String tokenHash, String kind, @Nullable UserId user, String data, Instant expires) {}

    void insert(ChallengeRecord challenge);

    Optional<ChallengeRecord> find(String tokenHash);

    /** Counts a try; false when there were so many already, or it is gone. */
    boolean attempt(String tokenHash, int most);

    /** Of several at once exactly one takes it. */
    boolean take(String tokenHash);

    /** All of a user. */
    void deleteOf(UserId user);

    int deleteExpired(Instant before);
}
