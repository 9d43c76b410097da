package io.ostler.panel.auth.internal.access;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.auth.internal.realm.Realms;
import io.ostler.panel.auth.internal.realm.Right;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says yes or no: owners from memory, the rest by the realms. Thread-safe, never blocks. */
@Component
public final class AccessControlService implements AccessControl {
    private final Realms realms;
    private final Ownership ownership;

    @Activate
    public AccessControlService(@Reference Realms realms, @Reference Ownership ownership) {
        this.realms = realms;
        this.ownership = ownership;
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
        return realms.permits(caller, new Right(permission, instance, isOwner(caller, instance)));
    }

    private boolean isOwner(Caller caller, @Nullable InstanceId instance) {
        if (instance == null) {
            return false;
        }
        var owner = ownership.ownerOf(instance);
        return owner.isPresent() && owner.get().equals(caller.user());
    }

    private static OstlerException forbidden(Permission permission) {
        return OstlerException.of(ErrorCode.FORBIDDEN, "permission", permission.text());
    }

    private static OstlerException notFound(InstanceId instance) {
        return OstlerException.of(ErrorCode.NOT_FOUND, "id", instance.value());
    }
}
