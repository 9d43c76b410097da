package io.ostler.panel.api.factor;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions.SignedIn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Passkeys (WebAuthn): a second step, and a sign-in without name and password. Thread-safe, blocks for storage and some
 * 10 ms of arithmetic.
 */
@ProviderType
public interface Passkeys {

    record Passkey(
            String id,
            String name,
            String host,
            Instant created,
            @Nullable Instant lastUsed) {}

    /**
     * @param challenge token for the answer, good once and for five minutes
     * @param options for the browser, as JSON
     */
    record Challenge(String challenge, String options) {}

    /** @param recoveryCodes those that the account's first second factor brings, else none */
    record Made(Passkey passkey, List<String> recoveryCodes) {}

    /** Whether there is somebody to judge them: the bundle may be absent. */
    boolean isPossible();

    List<Passkey> of(Caller caller);

    Challenge beginMaking(Caller caller, Site site);

    /** {@code PASSKEY_REFUSED}, {@code NAME_TAKEN}. The first second factor ends all other sessions. */
    Made finishMaking(Caller caller, Site site, String challenge, String credential, String name);

    /** {@code NOT_FOUND}, {@code NAME_TAKEN}. */
    Passkey rename(Caller caller, String id, String name);

    void remove(Caller caller, String id);

    /** For somebody who isn't known yet; {@code LOGIN_THROTTLED}. */
    Challenge beginSignIn(Site site, String address);

    /** For the second step of a sign-in. {@code SECOND_STEP_OVER}. */
    Challenge beginSecondStep(Site site, String token, String address, String client);

    /** For the caller to confirm who they are. */
    Challenge beginConfirmation(Caller caller, Site site);

    /** The passkey alone opens a session. {@code PASSKEY_REFUSED}, alike for any reason. */
    SignedIn signIn(Proof.Passkey proof, String address, String client);
}
