package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import org.osgi.annotation.versioning.ProviderType;

/** Password policy and hashing (Argon2id), on a small pool of its own. Thread-safe. */
@ProviderType
public interface Passwords {

    /**
     * Checks the policy and hashes; {@code PASSWORD_TOO_WEAK} with {@code rule} = {@code TOO_SHORT} (and {@code min}),
     * {@code TOO_LONG} (and {@code max}), {@code COMMON} or {@code CONTAINS_NAME}; {@code OVERLOADED}.
     */
    String hash(String userName, String password);

    /** {@code LOGIN_FAILED} unless it is the user's present password; throttled like a sign-in. */
    void verify(UserId user, String password, String address);
}
