package io.ostler.panel.auth.internal;

import io.ostler.panel.api.access.InstanceGrants;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.auth.internal.access.AccessControlService;
import io.ostler.panel.auth.internal.access.PermissionRegistry;
import io.ostler.panel.auth.internal.realm.RightsRealm;
import io.ostler.panel.auth.internal.role.Decision;
import io.ostler.panel.auth.internal.role.GrantBook;
import io.ostler.panel.auth.internal.role.RoleBook;

/** Everything that says yes or no, over the people's stores. */
public final class Rights {
    public final PermissionRegistry permissions = new PermissionRegistry();
    public final GrantBook grants;
    public final RoleBook roles;
    public final Decision decision;
    public final RightsRealm realm;
    public final AccessControlService access;

    public Rights(People people, Ownership ownership, InstanceGrants members) {
        grants = new GrantBook(people.grantStore, people.clock);
        roles = new RoleBook(people.roleStore, grants, permissions);
        decision = new Decision(roles, grants, ownership, members);
        realm = new RightsRealm(decision);
        people.realms.addRealm(realm);
        access = new AccessControlService(people.realms, realm, ownership);
    }
}
