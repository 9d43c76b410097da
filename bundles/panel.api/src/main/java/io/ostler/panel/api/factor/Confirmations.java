package io.ostler.panel.api.factor;

import io.ostler.panel.api.access.Sessions.Session;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Dangerous acts want a session whose person proved a short while ago who they are. Thread-safe; {@link #confirm}
 * blocks for a hash.
 */
@ProviderType
public interface Confirmations {

    /** {@code STEP_UP_REQUIRED} with {@code methods} unless the last proof is recent; {@code IMPERSONATING}. */
    void require(Session session);

    /** What that person can be asked for. */
    List<ProofKind> methods(Session session);

    /**
     * @throws io.ostler.model.OstlerException {@code CODE_WRONG}, {@code LOGIN_FAILED}, {@code PASSKEY_REFUSED},
     *     {@code LOGIN_THROTTLED}, {@code IMPERSONATING}
     */
    void confirm(Session session, Proof proof, String address);
}
