package io.ostler.panel.rest.internal.request;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.rest.RequiresPermission;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;

/** Compares what an operation declares with what the caller holds. Thread-safe. */
final class DeclaredRights {
    private final AccessControl access;
    private final Permissions permissions;

    DeclaredRights(AccessControl access, Permissions permissions) {
        this.access = access;
        this.permissions = permissions;
    }

    /** Names that nobody brings (any more) open nothing. */
    List<Permission> known(RequiresPermission required) {
        return Arrays.stream(required.value())
                .flatMap(name -> permissions.find(name).stream())
                .toList();
    }

    void check(MultivaluedMap<String, String> parameters, Caller caller, RequiresPermission required) {
        var wanted = known(required);
        if (wanted.isEmpty()) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
        if (!required.instance().isEmpty()) {
            checkOnInstance(caller, wanted, new InstanceId(parameters.getFirst(required.instance())));
        } else if (!required.node().isEmpty()) {
            checkOnNode(caller, wanted, new NodeId(parameters.getFirst(required.node())));
        } else if (wanted.stream().noneMatch(permission -> isHeld(caller, permission, required.somewhere()))) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }

    private boolean isHeld(Caller caller, Permission permission, boolean somewhere) {
        // What an owner holds for their own instances is sorted out by the service, instance by instance.
        return isForService(caller, permission)
                || (somewhere ? access.allowsSomewhere(caller, permission) : access.allows(caller, permission, null));
    }

    private static boolean isForService(Caller caller, Permission permission) {
        var key = caller.key();
        return permission.reach() == Permission.Reach.OWNER && (key == null || key.names(permission));
    }

    private void checkOnInstance(Caller caller, List<Permission> wanted, InstanceId instance) {
        if (wanted.stream().noneMatch(permission -> access.allows(caller, permission, instance))) {
            access.require(caller, wanted.getFirst(), instance);
        }
    }

    private void checkOnNode(Caller caller, List<Permission> wanted, NodeId node) {
        if (wanted.stream().noneMatch(permission -> access.allowsOn(caller, permission, node))) {
            access.requireOn(caller, wanted.getFirst(), node);
        }
    }
}
