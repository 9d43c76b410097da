package io.ostler.panel.identity.internal.provider;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Nobody gives what they lack. Thread-safe, answers from memory. */
@Component(service = RoleCeiling.class)
public final class RoleCeiling {
    private final AccessControl access;
    private final Permissions permissions;

    @Activate
    public RoleCeiling(@Reference AccessControl access, @Reference Permissions permissions) {
        this.access = access;
        this.permissions = permissions;
    }

    /** {@code FORBIDDEN} when the other may something on the whole panel that the caller may not. */
    public void requireAtLeast(Caller caller, Caller other) {
        if (other.role().isAdministrator() && !caller.role().isAdministrator()) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
        for (var permission : permissions.all()) {
            if (access.allows(other, permission, null) && !access.allows(caller, permission, null)) {
                throw OstlerException.of(ErrorCode.FORBIDDEN, "permission", permission.text());
            }
        }
    }

    /** Whether they may anything that owners of instances don't. */
    public boolean isPrivileged(Caller caller) {
        return permissions.all().stream()
                .filter(permission -> permission.reach() != Permission.Reach.SELF)
                .anyMatch(permission -> access.allows(caller, permission, null));
    }

    /** Whether they hold on every instance what its owner holds. */
    public boolean holdsAllInstances(Caller caller) {
        return permissions.all().stream()
                .filter(permission -> permission.reach() == Permission.Reach.OWNER)
                .allMatch(permission -> access.allows(caller, permission, null));
    }
}
