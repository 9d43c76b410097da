package io.ostler.panel.auth.internal.realm;

import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.identity.SignInWays;
import io.ostler.panel.api.store.SettingStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.password.Hashing;
import java.util.Optional;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.SimpleAuthenticationInfo;
import org.apache.shiro.authc.UsernamePasswordToken;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.Permission;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.realm.Realm;
import org.apache.shiro.subject.PrincipalCollection;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The panel's own accounts as a Shiro realm. Each attempt costs exactly one hash: for names that nobody has and for
 * disabled accounts it is a hash that no password matches, so neither answer nor time tells them apart. Thread-safe.
 */
@Component(service = Realm.class)
public final class LocalRealm extends AuthorizingRealm {
    static final String NAME = "local";
    private static final int LONGEST_NAME = 100;

    private final UserStore users;
    private final SettingStore settings;
    private final Hashing hashing;

    @Activate
    public LocalRealm(@Reference UserStore users, @Reference SettingStore settings, @Reference Hashing hashing) {
        this.users = users;
        this.settings = settings;
        this.hashing = hashing;
        setName(NAME);
        setCachingEnabled(false);
        setAuthenticationTokenClass(UsernamePasswordToken.class);
        setCredentialsMatcher(this::matches);
    }

    @Override
    protected AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
        var account = find(((UsernamePasswordToken) token).getUsername());
        return account.isPresent() ? info(account.get()) : nobody();
    }

    private static AuthenticationInfo info(UserRecord account) {
        var principals = new SimplePrincipalCollection(account.id(), NAME);
        principals.add(new Identity(account.id(), account.passwordHash()), NAME);
        return new SimpleAuthenticationInfo(principals, account.passwordHash());
    }

    private AuthenticationInfo nobody() {
        return new SimpleAuthenticationInfo("nobody", hashing.dummy(), NAME);
    }

    /** The account that may sign in under this name. */
    private Optional<UserRecord> find(@Nullable String name) {
        if (name == null || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        try {
            return users.findByName(name).filter(account -> !account.disabled() && mayUsePassword(account));
        } catch (OstlerException e) {
            throw new RealmUnavailableException(e);
        }
    }

    /** Where everybody comes by a provider, administrators keep a door for the day when that is away. */
    private boolean mayUsePassword(UserRecord account) {
        return account.role().isAdministrator()
                || settings.get(SignInWays.ONLY_PROVIDERS)
                        .filter("true"::equals)
                        .isEmpty();
    }

    private boolean matches(AuthenticationToken token, AuthenticationInfo info) {
        try {
            var password = new String(((UsernamePasswordToken) token).getPassword());
            boolean matches = hashing.matches(password, (String) info.getCredentials());
            return matches && info.getPrincipals().oneByType(UserId.class) != null;
        } catch (OstlerException e) {
            throw new RealmUnavailableException(e);
        }
    }

    /** What somebody may do is said by {@link RightsRealm}. */
    @Override
    protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
        return new SimpleAuthorizationInfo();
    }

    @Override
    public boolean isPermitted(PrincipalCollection principals, Permission permission) {
        return false;
    }
}
