package io.ostler.panel.auth.internal.access;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.auth.internal.realm.Realms;
import io.ostler.panel.auth.internal.realm.Right;
import io.ostler.panel.auth.internal.realm.RightsRealm;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says yes or no, by the realms. Thread-safe, never blocks. */
@Component
public final class AccessControlService implements AccessControl {
    private final Realms realms;
    private final Ownership ownership;

    /** @param rights the realm that nothing works without: it has to be there before anybody asks */
    @Activate
    public AccessControlService(
            @Reference Realms realms, @Reference RightsRealm rights, @Reference Ownership ownership) {
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
        var key = caller.key();
        return (key == null || key.allows(permission, instance))
                && realms.permits(caller, new Right(permission, instance, null));
    }

    @Override
    public boolean allowsOn(Caller caller, Permission permission, NodeId node) {
        var key = caller.key();
        return (key == null || key.allows(permission, null))
                && realms.permits(caller, new Right(permission, null, node));
    }

    @Override
    public boolean allowsSomewhere(Caller caller, Permission permission) {
        var key = caller.key();
        return (key == null || key.allows(permission, null)) && realms.permits(caller, Right.somewhere(permission));
    }

    private static OstlerException forbidden(Permission permission) {
        return OstlerException.of(ErrorCode.FORBIDDEN, "permission", permission.text());
    }

    private static OstlerException notFound(InstanceId instance) {
        return OstlerException.of(ErrorCode.NOT_FOUND, "id", instance.value());
    }
}
