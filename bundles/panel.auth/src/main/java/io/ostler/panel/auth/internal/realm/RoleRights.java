package io.ostler.panel.auth.internal.realm;

import io.ostler.panel.api.access.RoleId;
import org.apache.shiro.authz.Permission;
import org.apache.shiro.authz.permission.AllPermission;

/** What each built-in role may do, as Shiro permissions that are made once. */
final class RoleRights {
    private static final Permission ALL = new AllPermission();
    private static final Permission USER = new HeldInstances();

    private RoleRights() {}

    static Permission of(RoleId role) {
        return role.isAdministrator() ? ALL : USER;
    }

    /** One's own account, and of instances those that one owns or is a member of. */
    private static final class HeldInstances implements Permission {
        @Override
        public boolean implies(Permission other) {
            return other instanceof Right right
                    && switch (right.permission().reach()) {
                        case SELF -> true;
                        case OWNER -> right.held();
                        case ADMINISTRATOR -> false;
                    };
        }
    }
}
