package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sign-in and server-side sessions. Thread-safe. {@link #signIn} may take some 100 ms on a pool of its own; the others
 * answer at once. The secret is what the cookie holds; only its hash is stored.
 */
@ProviderType
public interface Sessions {

    /** @param secret the cookie's value, known only now; {@code csrf} goes into a header of each changing request */
    record SignedIn(String secret, String csrf, Session session) {}

    /** @param handle opaque, not the secret */
    record Session(
            String handle,
            UserId user,
            String userName,
            RoleId role,
            String csrf,
            Instant created,
            Instant lastSeen,
            Instant expires,
            String address,
            String client) {}

    /**
     * {@code LOGIN_FAILED} for any wrong name or password and for disabled accounts, alike in text and time;
     * {@code LOGIN_THROTTLED} with {@code retryAfterSeconds}; {@code OVERLOADED} when too many are waiting.
     */
    SignedIn signIn(String name, String password, String address, String client);

    /** A session for an account that was just proved otherwise (set-up). */
    SignedIn open(UserId user, String address, String client);

    /** The live session of a cookie. */
    Optional<Session> find(String secret);

    List<Session> of(UserId user);

    /** Ends it and every stream that rests on it. Nothing happens when it is gone. */
    void end(String handle);

    /** Ends all sessions of a user but one (null: all), with their streams. */
    void endAll(UserId user, @Nullable String exceptHandle);

    /**
     * Name, role, password or state of the account were changed in the store, or it was removed: what is remembered of
     * it is read anew at once (it would be within a second anyway). Sessions of a disabled or removed account end.
     */
    void changed(UserId user);
}
