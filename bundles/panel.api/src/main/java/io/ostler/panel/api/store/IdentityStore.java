package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Which account belongs to which identity at a provider. Thread-safe, blocks. */
@ConsumerType
public interface IdentityStore {

    /**
     * @param subject unique at its provider; an account has one at each provider
     * @param name as the provider calls them
     * @param madeWith fingerprint of the password that nobody knows, of an account that the provider made; null for others
     */
    record IdentityRecord(
            String provider,
            String subject,
            UserId user,
            String name,
            @Nullable String email,
            @Nullable String madeWith,
            Instant created,
            @Nullable Instant lastUsed) {}

    /** False when the identity or the account is bound at that provider already. Of several at once one wins. */
    boolean insert(IdentityRecord identity);

    Optional<IdentityRecord> find(String provider, String subject);

    /** Oldest first. */
    List<IdentityRecord> of(UserId user);

    int count(String provider);

    /** What is known of it now. */
    void used(String provider, String subject, String name, @Nullable String email, Instant at);

    boolean delete(UserId user, String provider);

    /** All of a provider. */
    int deleteAll(String provider);

    /** All of an account. */
    int deleteAll(UserId user);
}
