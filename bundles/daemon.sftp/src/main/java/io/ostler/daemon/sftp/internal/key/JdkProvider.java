package io.ostler.daemon.sftp.internal.key;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** Makes {@link JdkEd25519} known to the SSH library. */
public final class JdkProvider extends AbstractSecurityProviderRegistrar {
    private static final String NAME = "SunEC";

    private JdkProvider() {
        super(NAME);
    }

    /** To be called before anything else of the library: it decides once which keys it knows. */
    public static void install() {
        SecurityUtils.registerSecurityProvider(new JdkProvider());
    }

    @Override
    public boolean isSupported() {
        return Security.getProvider(NAME) != null;
    }

    @Override
    public Provider getSecurityProvider() {
        return Security.getProvider(NAME);
    }

    /** Only for this; everything else the library finds in the JDK by itself. */
    @Override
    public boolean isSecurityEntitySupported(Class<?> entityType, String name) {
        return false;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new JdkEd25519());
    }
}
