package io.ostler.panel.api.identity;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions.Entry;
import io.ostler.panel.api.provider.AuthProviderType.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signing in by providers. An attempt lives ten minutes on the server, belongs to the browser that began it and works
 * once. Thread-safe, blocks for the provider.
 */
@ProviderType
public interface SignInWays {
    /** Name of the setting that is {@code true} when local passwords are off but for administrators. */
    String ONLY_PROVIDERS = "sign-in.only-providers";

    /** A provider as strangers may know it. */
    record Choice(String id, String name, String icon, Way way) {}

    /**
     * What the login page shows.
     *
     * @param choices the enabled providers that are there
     * @param passwords whether local passwords work for everybody
     * @param first where the page goes by itself; null for nowhere
     */
    record Choices(
            List<Choice> choices,
            boolean passwords,
            @Nullable String first) {}

    /**
     * @param address where the browser goes
     * @param browser secret for the browser's cookie: only with it the attempt can be finished
     */
    record Begun(String address, String browser) {}

    /**
     * @param to path on this panel, checked
     * @param entry a session, or the question for the account's second factor; null when an account was bound
     */
    record Finished(@Nullable Entry entry, String provider, String to) {}

    Choices choices();

    /**
     * {@code NOT_FOUND}, {@code PROVIDER_FAILED}, {@code LOGIN_THROTTLED} for an address that begins very often.
     *
     * @param callback own address that the provider sends the browser to
     * @param to path on this panel that was wanted; anything else becomes {@code /}
     * @param binds who wants to bind their account; null for signing in
     */
    Begun begin(String provider, String callback, @Nullable String to, String address, @Nullable Caller binds);

    /**
     * {@code SIGN_IN_EXPIRED} for a state that is unknown, over, used or of another browser; {@code PROVIDER_FAILED};
     * {@code IDENTITY_UNKNOWN} when no account belongs to it and none is made; {@code LOGIN_FAILED} for a disabled one.
     *
     * @param browser the cookie's value
     * @param binds who wants to bind their account: must be the one who began
     */
    Finished finish(
            Map<String, String> parameters,
            @Nullable String browser,
            @Nullable Caller binds,
            String address,
            String client);

    /**
     * Whose account name and password prove at a provider with passwords; empty alike for every wrong one. For realms:
     * whoever calls throttles.
     */
    Optional<UserId> byPassword(String name, String password);
}
