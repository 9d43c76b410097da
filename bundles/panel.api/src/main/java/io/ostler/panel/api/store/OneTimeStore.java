package io.ostler.panel.api.store;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** What works once and not for long, found by the hash of a secret. Thread-safe, blocks. */
@ConsumerType
public interface OneTimeStore {

    /**
     * @param hash SHA-256 of the secret, hex
     * @param purpose what it is for; at most 40 characters. Nothing is taken for another purpose.
     * @param content at most 16,000 characters
     */
    void put(String hash, String purpose, String content, Instant expires);

    /** Takes it away; of several at once exactly one has it. Empty when it is over, too. */
    Optional<String> take(String hash, String purpose, Instant now);

    /** Removes what expired before that moment and says how many. */
    int deleteExpired(Instant before);
}
