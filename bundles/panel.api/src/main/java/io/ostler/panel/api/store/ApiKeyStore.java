package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.ApiKeys.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** API keys of accounts, found by the hash of their secret. Thread-safe, blocks. */
@ConsumerType
public interface ApiKeyStore {

    /** @param secretHash SHA-256 of the secret, hex */
    record KeyRecord(ApiKey key, String secretHash) {}

    /** False when the account has that name already, in any case. */
    boolean insert(KeyRecord key);

    Optional<KeyRecord> findBySecretHash(String secretHash);

    Optional<KeyRecord> find(String id);

    /** The oldest first. */
    List<ApiKey> of(UserId user);

    /** The oldest first. */
    List<ApiKey> all();

    boolean delete(String id);

    void used(String id, Instant at, String address);
}
