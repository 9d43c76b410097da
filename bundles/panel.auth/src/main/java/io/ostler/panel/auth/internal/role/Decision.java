package io.ostler.panel.auth.internal.role;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.InstanceGrants;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleGrant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who may do what: by their role, as owner, as member, by further roles. Asked hundreds of times for one list, so what
 * decides most is looked at first and nothing is made on the way. Thread-safe, never blocks.
 */
@Component(service = Decision.class)
public final class Decision {
    private final RoleBook roles;
    private final GrantBook roleGrants;
    private final Ownership ownership;
    private final InstanceGrants members;

    @Activate
    public Decision(
            @Reference RoleBook roles,
            @Reference GrantBook roleGrants,
            @Reference Ownership ownership,
            @Reference InstanceGrants members) {
        this.roles = roles;
        this.roleGrants = roleGrants;
        this.ownership = ownership;
        this.members = members;
    }

    public RoleBook roles() {
        return roles;
    }

    public GrantBook grants() {
        return roleGrants;
    }

    /** @param node only where no instance is meant */
    public boolean allows(Caller caller, Permission permission, @Nullable InstanceId instance, @Nullable NodeId node) {
        var role = roles.rights(caller.role());
        return permission.reach() == Permission.Reach.SELF
                || role.holds(permission)
                || (instance != null
                        && ((role.own().contains(permission.text()) && isOwner(caller, instance))
                                || isMember(caller, permission, instance)))
                || isGranted(caller, permission, instance, node);
    }

    /** Everywhere, or on some node. */
    public boolean allowsSomewhere(Caller caller, Permission permission) {
        if (allows(caller, permission, null, null)) {
            return true;
        }
        if (permission.about() == Permission.About.PANEL) {
            return false;
        }
        for (var grant : roleGrants.of(caller.user())) {
            if (roleGrants.counts(grant) && roles.rights(grant.role()).holds(permission)) {
                return true;
            }
        }
        return false;
    }

    private boolean isGranted(
            Caller caller, Permission permission, @Nullable InstanceId instance, @Nullable NodeId node) {
        for (var grant : roleGrants.of(caller.user())) {
            if (roleGrants.counts(grant) && gives(grant, caller, permission, instance, node)) {
                return true;
            }
        }
        return false;
    }

    /** A role on a node says nothing of the panel as a whole. */
    public boolean gives(
            RoleGrant grant,
            Caller caller,
            Permission permission,
            @Nullable InstanceId instance,
            @Nullable NodeId node) {
        var only = grant.node();
        if (only != null && !isOn(only, permission, instance, node)) {
            return false;
        }
        var role = roles.rights(grant.role());
        return role.holds(permission)
                || (instance != null && role.own().contains(permission.text()) && isOwner(caller, instance));
    }

    private boolean isOn(NodeId only, Permission permission, @Nullable InstanceId instance, @Nullable NodeId node) {
        if (permission.about() == Permission.About.PANEL) {
            return false;
        }
        return instance == null
                ? only.equals(node)
                : ownership.nodeOf(instance).filter(only::equals).isPresent();
    }

    public boolean isOwner(Caller caller, InstanceId instance) {
        var owner = ownership.ownerOf(instance);
        return owner.isPresent() && owner.get().equals(caller.user());
    }

    /**
     * What only administrators may do nobody holds as a member, whatever was granted. Grants without an instance behind
     * them are leftovers.
     */
    public boolean isMember(Caller caller, Permission permission, InstanceId instance) {
        if (permission.reach() != Permission.Reach.OWNER || !ownership.exists(instance)) {
            return false;
        }
        var granted = members.permissions(caller.user(), instance);
        return granted.contains(permission) || (permission.equals(Permission.INSTANCE_VIEW) && !granted.isEmpty());
    }
}
