package io.ostler.panel.auth.internal.realm;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.auth.internal.role.Decision;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.Permission;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.realm.Realm;
import org.apache.shiro.subject.PrincipalCollection;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Roles, owners and members as a Shiro realm that says what somebody may do, and nobody's identity. Thread-safe. */
@Component(service = {Realm.class, RightsRealm.class})
public final class RightsRealm extends AuthorizingRealm {
    private final Decision decision;

    @Activate
    public RightsRealm(@Reference Decision decision) {
        this.decision = decision;
        setName("rights");
        setCachingEnabled(false);
    }

    @Override
    public boolean supports(AuthenticationToken token) {
        return false;
    }

    @Override
    protected @Nullable AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
        return null;
    }

    @Override
    protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
        return new SimpleAuthorizationInfo();
    }

    /** Without the collections that Shiro makes at each check: lists ask hundreds of times. */
    @Override
    public boolean isPermitted(PrincipalCollection principals, Permission permission) {
        return permission instanceof Right right
                && principals.getPrimaryPrincipal() instanceof Caller caller
                && (right.somewhere()
                        ? decision.allowsSomewhere(caller, right.permission())
                        : decision.allows(caller, right.permission(), right.instance(), right.node()));
    }
}
