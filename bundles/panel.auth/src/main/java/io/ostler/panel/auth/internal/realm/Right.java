package io.ostler.panel.auth.internal.realm;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Permission;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do, as a permission that Shiro can compare. Immutable.
 *
 * @param instance null when no instance is meant
 * @param held whether the instance belongs to the one who asks, or they were given this permission as its member
 */
public record Right(Permission permission, @Nullable InstanceId instance, boolean held)
        implements org.apache.shiro.authz.Permission {

    /** A single right implies itself alone; roles imply more, see {@link RoleRights}. */
    @Override
    public boolean implies(org.apache.shiro.authz.Permission other) {
        return equals(other);
    }
}
