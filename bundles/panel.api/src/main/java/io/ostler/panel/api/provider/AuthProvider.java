package io.ostler.panel.api.provider;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A configured provider: a {@link PasswordProvider} or a {@link RedirectProvider}. Thread-safe; may block for the
 * network, with a limit of its own on time and size of answers. What goes wrong is told by {@link ProviderFault}.
 */
@ConsumerType
public interface AuthProvider extends AutoCloseable {

    /**
     * Tries as much as is possible without a person: address, trust, own credentials. Returns when all is well.
     *
     * @throws io.ostler.model.OstlerException {@code PROVIDER_FAILED} with what is wrong
     */
    void test();

    /** Frees connections. Called once, when settings change or the provider goes; calls that run may fail then. */
    @Override
    void close();
}
