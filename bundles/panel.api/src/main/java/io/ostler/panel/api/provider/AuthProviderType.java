package io.ostler.panel.api.provider;

import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of provider: register it as an OSGi service. From then on administrators can configure as many providers of it
 * as they like; when the service goes, what is configured stays and waits for it. Thread-safe.
 */
@ConsumerType
public interface AuthProviderType {

    /** How people sign in by it. */
    enum Way {
        /** Name and password are typed into our own form; it opens {@link PasswordProvider}s. */
        PASSWORD,
        /** The browser goes to the provider and comes back; it opens {@link RedirectProvider}s. */
        REDIRECT
    }

    /** Small letters, digits and {@code -}, at most 40; never changes, because stored providers name it. */
    String id();

    Way way();

    /** Its name for people. */
    String name(Locale locale);

    /** What has to be set, in the order of the form. The same names in every language. */
    List<SettingField> fields(Locale locale);

    /**
     * Makes a provider for these settings. Must not use the network: that waits until somebody signs in.
     *
     * @throws io.ostler.model.OstlerException {@code INVALID_REQUEST} with the field's name for settings that can't be
     */
    AuthProvider open(ProviderSettings settings);
}
