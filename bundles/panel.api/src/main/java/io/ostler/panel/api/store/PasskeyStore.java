package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Public halves of passkeys. Thread-safe, blocks; each call is one transaction. */
@ConsumerType
public interface PasskeyStore {

    /** @param id of the credential, base64url; {@code publicKey} likewise, in COSE */
    record PasskeyRecord(
            String id,
            UserId user,
            String name,
            String host,
            String publicKey,
            long count,
            Instant created,
            @Nullable Instant lastUsed) {}

    /** False when the credential is known, or the account has one of that name. */
    boolean insert(PasskeyRecord passkey);

    Optional<PasskeyRecord> find(String id);

    /** The oldest first. */
    List<PasskeyRecord> of(UserId user);

    /** False when its counter isn't beyond the stored one; both zero is an authenticator that doesn't count. */
    boolean used(String id, long count, Instant at);

    /** False when the account has none with that id, or another one of that name. */
    boolean rename(UserId user, String id, String name);

    boolean delete(UserId user, String id);
}
