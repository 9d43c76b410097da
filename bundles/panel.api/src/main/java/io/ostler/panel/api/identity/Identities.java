package io.ostler.panel.api.identity;

import io.ostler.panel.api.access.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The caller's own identities at providers; {@link io.ostler.panel.api.access.Permission#ACCOUNT_SELF}. Binding happens
 * by {@link SignInWays} or here, always by a person who is signed in. Thread-safe.
 */
@ProviderType
public interface Identities {

    /** @param name as the provider calls them */
    record Bound(
            String provider,
            String providerName,
            String icon,
            String name,
            @Nullable String email,
            Instant since,
            @Nullable Instant lastUsed) {}

    List<Bound> list(Caller caller);

    /**
     * Binds by name and password. {@code LOGIN_FAILED}, {@code LOGIN_THROTTLED}, {@code IDENTITY_TAKEN},
     * {@code NOT_FOUND}, {@code PROVIDER_FAILED}.
     */
    void bind(Caller caller, String provider, String name, String password);

    /** {@code LAST_SIGN_IN} when no way to sign in would be left, {@code NOT_FOUND}. */
    void unbind(Caller caller, String provider);
}
