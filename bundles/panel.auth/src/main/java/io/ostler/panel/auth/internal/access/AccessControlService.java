package io.ostler.panel.auth.internal.access;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.InstanceGrants;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.auth.internal.realm.Realms;
import io.ostler.panel.auth.internal.realm.Right;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says yes or no: owners and members from memory, the rest by the realms. Thread-safe, never blocks. */
@Component
public final class AccessControlService implements AccessControl {
    private final Realms realms;
    private final Ownership ownership;
    private final InstanceGrants grants;

    @Activate
    public AccessControlService(
            @Reference Realms realms, @Reference Ownership ownership, @Reference InstanceGrants grants) {
        this.realms = realms;
        this.ownership = ownership;
        this.grants = grants;
    }

    @Override
    public void require(Caller caller, Permission permission) {
        if (!allows(caller, permission, null)) {
            throw forbidden(permission);
        }
    }

    @Override
    public void require(Caller caller, Permission permission, InstanceId instance) {
        if (!ownership.exists(instance)) {
            throw notFound(instance);
        }
        if (!allows(caller, permission, instance)) {
            throw allows(caller, Permission.INSTANCE_VIEW, instance) ? forbidden(permission) : notFound(instance);
        }
    }

    @Override
    public boolean allows(Caller caller, Permission permission, @Nullable InstanceId instance) {
        var key = caller.key();
        return (key == null || key.allows(permission, instance))
                && realms.permits(caller, new Right(permission, instance, holds(caller, permission, instance)));
    }

    /** What only administrators may do nobody holds as owner or member, whatever was granted. */
    private boolean holds(Caller caller, Permission permission, @Nullable InstanceId instance) {
        return instance != null
                && permission.reach() == Permission.Reach.OWNER
                && (isOwner(caller, instance) || isGranted(caller, permission, instance));
    }

    private boolean isOwner(Caller caller, InstanceId instance) {
        var owner = ownership.ownerOf(instance);
        return owner.isPresent() && owner.get().equals(caller.user());
    }

    /** Grants without an instance behind them are leftovers. */
    private boolean isGranted(Caller caller, Permission permission, InstanceId instance) {
        if (caller.role().isAdministrator() || !ownership.exists(instance)) {
            return false;
        }
        var granted = grants.permissions(caller.user(), instance);
        return granted.contains(permission) || (permission == Permission.INSTANCE_VIEW && !granted.isEmpty());
    }

    private static OstlerException forbidden(Permission permission) {
        return OstlerException.of(ErrorCode.FORBIDDEN, "permission", permission.text());
    }

    private static OstlerException notFound(InstanceId instance) {
        return OstlerException.of(ErrorCode.NOT_FOUND, "id", instance.value());
    }
}
