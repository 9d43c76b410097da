package io.ostler.panel.auth.internal.realm;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Permission;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do, as a permission that Shiro can compare. Immutable.
 *
 * @param instance null when no instance is meant
 * @param node null when no node is meant, or the one of the instance
 * @param somewhere whether any node will do
 */
public record Right(
        Permission permission,
        @Nullable InstanceId instance,
        @Nullable NodeId node,
        boolean somewhere) implements org.apache.shiro.authz.Permission {

    public Right(Permission permission, @Nullable InstanceId instance, @Nullable NodeId node) {
        this(permission, instance, node, false);
    }

    public static Right somewhere(Permission permission) {
        return new Right(permission, null, null, true);
    }

    /** A single right implies itself alone; see {@link RightsRealm}. */
    @Override
    public boolean implies(org.apache.shiro.authz.Permission other) {
        return equals(other);
    }
}
