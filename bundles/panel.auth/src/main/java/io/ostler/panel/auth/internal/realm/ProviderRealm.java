package io.ostler.panel.auth.internal.realm;

import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.identity.SignInWays;
import java.util.Optional;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.SimpleAuthenticationInfo;
import org.apache.shiro.authc.UsernamePasswordToken;
import org.apache.shiro.realm.AuthenticatingRealm;
import org.apache.shiro.realm.Realm;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Names and passwords that configured providers know, such as a directory's. Asked after our own accounts, within the
 * same throttled attempt. Thread-safe, blocks for the provider.
 */
@Component(service = Realm.class)
public final class ProviderRealm extends AuthenticatingRealm {
    private static final String NAME = "providers";

    /** What is asked: name and password. */
    public interface Asked {
        Optional<UserId> byPassword(String name, String password);
    }

    private final @Nullable Asked fixed;

    /** Taken only when somebody signs in: it stands on sessions, which stand on realms. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ComponentServiceObjects<SignInWays> ways;

    public ProviderRealm(@Nullable Asked asked) {
        fixed = asked;
        setName(NAME);
        setCachingEnabled(false);
        setAuthenticationTokenClass(UsernamePasswordToken.class);
        // The provider has judged the password; what isn't somebody is Shiro's stand-in for nobody.
        setCredentialsMatcher((token, info) -> isSomebody(info));
    }

    @Activate
    public ProviderRealm() {
        this(null);
    }

    private Optional<UserId> ask(String name, String password) {
        var asked = fixed;
        if (asked != null) {
            return asked.byPassword(name, password);
        }
        var present = ways;
        var service = present == null ? null : present.getService();
        if (present == null || service == null) {
            return Optional.empty();
        }
        try {
            return service.byPassword(name, password);
        } finally {
            present.ungetService(service);
        }
    }

    private static boolean isSomebody(@Nullable AuthenticationInfo info) {
        return info != null
                && info.getPrincipals() != null
                && info.getPrincipals().oneByType(UserId.class) != null;
    }

    @Override
    protected @Nullable AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
        var typed = (UsernamePasswordToken) token;
        var name = typed.getUsername();
        var password = typed.getPassword();
        if (name == null || password == null) {
            return null;
        }
        try {
            return ask(name, new String(password))
                    .map(user -> new SimpleAuthenticationInfo(user, NAME, NAME))
                    .orElse(null);
        } catch (OstlerException e) {
            throw new RealmUnavailableException(e);
        }
    }
}
