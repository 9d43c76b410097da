package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.ProofKind;
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

    /** What a proof leads to: a session, or the question for a second one. */
    sealed interface Entry {}

    /** @param secret the cookie's value, known only now; {@code csrf} goes into a header of each changing request */
    record SignedIn(String secret, String csrf, Session session) implements Entry {}

    /**
     * The first proof was right, and the account wants a second one.
     *
     * @param token for {@link #finish}, good for five minutes and five tries, at the same address with the same client
     */
    record SecondStep(String token, List<ProofKind> methods, Instant expires) implements Entry {}

    /**
     * @param handle opaque, not the secret
     * @param method how it was opened: {@code password}, {@code passkey}, {@code set-up}, {@code impersonation},
     *     {@code login-link} or a provider's name, cut at 40 characters; with {@code +totp}, {@code +passkey} or {@code +recovery-code} for the second step
     * @param confirmed when its person last proved who they are
     * @param impersonator who really acts, null when it is the user
     */
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
            String client,
            String method,
            Instant confirmed,
            @Nullable Impersonator impersonator) {

        /** One of somebody who gave their password at its beginning. */
        public Session(
                String handle,
                UserId user,
                String userName,
                RoleId role,
                String csrf,
                Instant created,
                Instant lastSeen,
                Instant expires,
                String address,
                String client) {
            this(
                    handle,
                    user,
                    userName,
                    role,
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

    /**
     * {@code LOGIN_FAILED} for any wrong name or password and for disabled accounts, alike in text and time;
     * {@code LOGIN_THROTTLED} with {@code retryAfterSeconds}; {@code OVERLOADED} when too many are waiting.
     */
    Entry signIn(String name, String password, String address, String client);

    /**
     * For an account that a provider or a link just proved: its second factor is asked for all the same.
     * {@code LOGIN_FAILED} for disabled and removed accounts.
     *
     * @param method {@code login-link} or the provider's name
     */
    Entry enter(UserId user, String method, String address, String client);

    /**
     * The second step. {@code SECOND_STEP_OVER} when the token is used up, expired or from elsewhere: then the first step
     * begins anew. {@code CODE_WRONG}, {@code PASSKEY_REFUSED}, {@code LOGIN_THROTTLED}.
     */
    SignedIn finish(String token, Proof proof, String address, String client);

    /** A session for an account that was just proved otherwise (set-up). */
    default SignedIn open(UserId user, String address, String client) {
        return open(user, "set-up", address, client);
    }

    /** The same, and how; asks for nothing more. */
    SignedIn open(UserId user, String method, String address, String client);

    /**
     * A session as somebody else, which ends with the caller's own and after an hour at most. Administrators alone, and
     * never as another one: {@code FORBIDDEN}.
     */
    SignedIn impersonate(Caller caller, UserId user, String client);

    /** Its person just proved who they are. */
    void confirmed(String handle);

    /** Whether a password alone opens nothing for that account. */
    boolean hasSecondFactor(UserId user);

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
