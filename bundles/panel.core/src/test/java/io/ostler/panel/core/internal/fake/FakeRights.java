package io.ostler.panel.core.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RightsListener;
import io.ostler.panel.api.access.RightsNews;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.RolePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The built-in roles alone; who isn't an administrator gives nobody a role and stands above nobody. */
public final class FakeRights implements GrantRules, RolePermissions, RightsNews {
    public final List<UserId> changed = new ArrayList<>();
    public final List<UserId> forgotten = new ArrayList<>();

    private final RightsListener listener;

    public FakeRights(RightsListener listener) {
        this.listener = listener;
    }

    @Override
    public void requireGivable(Caller caller, RoleId role, @Nullable NodeId node) {
        if (!exists(role)) {
            throw OstlerException.invalid("role", "the id of a role");
        }
        requireAdministrator(caller);
    }

    @Override
    public void requireGivable(Caller caller, Set<String> permissions, Set<String> own) {
        requireAdministrator(caller);
    }

    @Override
    public void requireAbove(Caller caller, UserId user, RoleId role) {
        requireAdministrator(caller);
    }

    private static void requireAdministrator(Caller caller) {
        if (!caller.role().isAdministrator()) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }

    @Override
    public boolean exists(RoleId role) {
        return RoleId.BUILT_IN.contains(role);
    }

    @Override
    public boolean holds(RoleId role, Permission permission) {
        return role.isAdministrator();
    }

    @Override
    public Set<String> permissions(RoleId role) {
        return Set.of();
    }

    @Override
    public Set<String> own(RoleId role) {
        return Set.of();
    }

    @Override
    public void changed() {}

    @Override
    public void forget(UserId user) {
        forgotten.add(user);
    }

    @Override
    public void forget(NodeId node) {}

    @Override
    public void changed(Collection<UserId> users) {
        changed.addAll(users);
        listener.changed(users);
    }
}
