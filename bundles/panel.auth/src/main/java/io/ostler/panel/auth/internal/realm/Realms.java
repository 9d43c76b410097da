package io.ostler.panel.auth.internal.realm;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.shiro.authc.AuthenticationException;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.UsernamePasswordToken;
import org.apache.shiro.authc.pam.FirstSuccessfulStrategy;
import org.apache.shiro.authc.pam.ModularRealmAuthenticator;
import org.apache.shiro.authz.ModularRealmAuthorizer;
import org.apache.shiro.authz.Permission;
import org.apache.shiro.realm.Realm;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * All realms as one: who somebody is, and what they may do. Realms are services that come and go; the first that knows
 * name and password wins, any that grants a right grants it. Thread-safe.
 */
@Component(service = Realms.class)
public final class Realms {
    private final CopyOnWriteArrayList<Realm> realms = new CopyOnWriteArrayList<>();
    private final ModularRealmAuthenticator authenticator = new ModularRealmAuthenticator();
    private final ModularRealmAuthorizer authorizer = new ModularRealmAuthorizer();

    public Realms() {
        var strategy = new FirstSuccess();
        strategy.setStopAfterFirstSuccess(true);
        authenticator.setAuthenticationStrategy(strategy);
        authenticator.setRealms(realms);
        authorizer.setRealms(realms);
    }

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void addRealm(Realm realm) {
        // Our own accounts first: another realm may be slow, and must not answer for them.
        realms.add(realm instanceof LocalRealm ? 0 : realms.size(), realm);
    }

    public void removeRealm(Realm realm) {
        realms.remove(realm);
    }

    /** {@code LOGIN_FAILED} whatever was wrong; other errors when a realm could not tell. */
    public Identity authenticate(String name, String password) {
        try {
            var principals = authenticator
                    .authenticate(new UsernamePasswordToken(name, password))
                    .getPrincipals();
            var identity = principals.oneByType(Identity.class);
            if (identity != null) {
                return identity;
            }
            var user = principals.oneByType(UserId.class);
            if (user != null) {
                return new Identity(user, null);
            }
            throw new OstlerException(ErrorCode.LOGIN_FAILED);
        } catch (RealmUnavailableException e) {
            throw e.reason();
        } catch (AuthenticationException e) {
            throw new OstlerException(ErrorCode.LOGIN_FAILED, Map.of(), e);
        }
    }

    public boolean permits(Caller caller, Permission right) {
        return authorizer.isPermitted(new CallerPrincipals(caller), right);
    }

    /** Shiro's own takes a realm that could not tell for one that said no. */
    private static final class FirstSuccess extends FirstSuccessfulStrategy {
        @Override
        public AuthenticationInfo afterAttempt(
                Realm realm,
                AuthenticationToken token,
                @Nullable AuthenticationInfo single,
                @Nullable AuthenticationInfo aggregate,
                @Nullable Throwable failure) {
            if (failure instanceof RealmUnavailableException unavailable) {
                throw unavailable;
            }
            return super.afterAttempt(realm, token, single, aggregate, failure);
        }
    }
}
