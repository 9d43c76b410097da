package io.ostler.panel.core.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.RolePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Some roles; administrators give all of them, others none that is an administrator's. */
public final class FakeRoles implements GrantRules, RolePermissions {
    private static final Set<String> OWN = Permission.BUILT_IN.stream()
            .filter(permission -> permission.reach() == Permission.Reach.OWNER)
            .map(Permission::text)
            .collect(Collectors.toSet());

    public final Map<RoleId, Set<String>> permissions = new ConcurrentHashMap<>(Map.of(
            RoleId.ADMINISTRATOR,
            OWN,
            RoleId.OPERATOR,
            OWN,
            RoleId.USER,
            Set.of(),
            RoleId.READ_ONLY,
            Set.of("instance.view", "instance.files.read")));

    @Override
    public void requireGivable(Caller caller, RoleId role, NodeId node) {
        if (!exists(role)) {
            throw OstlerException.invalid("role", "the id of a role");
        }
        if (role.isAdministrator() && !caller.role().isAdministrator()) {
            throw OstlerException.of(ErrorCode.FORBIDDEN, "permission", role.value());
        }
    }

    @Override
    public void requireGivable(Caller caller, Set<String> permissions, Set<String> own) {}

    @Override
    public void requireAbove(Caller caller, UserId user, RoleId role) {
        requireGivable(caller, role, null);
    }

    @Override
    public boolean exists(RoleId role) {
        return permissions.containsKey(role);
    }

    @Override
    public boolean holds(RoleId role, Permission permission) {
        return permissions(role).contains(permission.text());
    }

    @Override
    public Set<String> permissions(RoleId role) {
        return permissions.getOrDefault(role, Set.of());
    }

    @Override
    public Set<String> own(RoleId role) {
        return role.equals(RoleId.USER) ? OWN : Set.of();
    }

    @Override
    public void changed() {}

    @Override
    public void forget(UserId user) {}

    @Override
    public void forget(NodeId node) {}
}
