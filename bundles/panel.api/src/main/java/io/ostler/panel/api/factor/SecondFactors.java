package io.ostler.panel.api.factor;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Codes from an authenticator app (TOTP, RFC 6238) and recovery codes, each person's own
 * ({@link io.ostler.panel.api.access.Permission#ACCOUNT_SELF}). Thread-safe, blocks for storage.
 */
@ProviderType
public interface SecondFactors {

    /** @param totpSince when the app was set up; null without one */
    record State(@Nullable Instant totpSince, int recoveryCodes, int passkeys) {}

    /** @param qr the address as a picture (SVG) */
    record Setup(String secret, String address, String qr) {}

    State state(Caller caller);

    /** Begins to set up an app; nothing is asked for at sign-in until {@link #confirm}. {@code CONFLICT} when there is one. */
    Setup begin(Caller caller);

    /**
     * The app shows that code: from now on it is asked for. Ends all other sessions.
     *
     * @return recovery codes, shown only now; none when a passkey had brought them already
     * @throws io.ostler.model.OstlerException {@code CODE_WRONG}
     */
    List<String> confirm(Caller caller, String code);

    void removeTotp(Caller caller);

    /** Ten new ones; the former are void. {@code CONFLICT} without a second factor. */
    List<String> renewCodes(Caller caller);

    /**
     * Takes everything away from somebody who lost it all ({@link io.ostler.panel.api.access.Permission#USER_MANAGE});
     * never of somebody who may more than the caller.
     */
    void reset(Caller caller, UserId user);
}
