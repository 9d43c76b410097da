package io.ostler.panel.api.provider;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Knows people by name and password. Guesses are throttled before they come here. */
@ConsumerType
public interface PasswordProvider extends AuthProvider {

    /**
     * Who that is; empty alike for a name that nobody has, a wrong password and an account that is closed there.
     *
     * @param name as typed, never blank; anything may stand in it
     * @param password never empty: an empty one must not become an anonymous bind
     * @throws io.ostler.model.OstlerException {@code PROVIDER_FAILED} when it can't tell
     */
    Optional<ExternalIdentity> authenticate(String name, String password);
}
