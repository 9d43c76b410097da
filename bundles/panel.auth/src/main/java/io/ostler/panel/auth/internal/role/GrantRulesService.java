package io.ostler.panel.auth.internal.role;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.RoleId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Compares what somebody holds for good with what they want to give. Thread-safe. */
@Component
public final class GrantRulesService implements GrantRules {
    private final RoleBook roles;
    private final GrantBook grants;

    @Activate
    public GrantRulesService(@Reference RoleBook roles, @Reference GrantBook grants) {
        this.roles = roles;
        this.grants = grants;
    }

    @Override
    public void requireGivable(Caller caller, RoleId role, @Nullable NodeId node) {
        if (!roles.exists(role)) {
            throw OstlerException.invalid("role", "the id of a role");
        }
        require(caller, role, node);
    }

    @Override
    public void requireGivable(Caller caller, Set<String> permissions, Set<String> own) {
        var held = lasting(caller, null);
        require(caller, held, permissions, RoleRights::holdsEverywhere);
        require(caller, held, own, RoleRights::holdsForOwn);
    }

    @Override
    public void requireAbove(Caller caller, UserId user, RoleId role) {
        if (user.equals(caller.user())) {
            return;
        }
        require(caller, role, null);
        grants.of(user).stream().filter(grants::counts).forEach(grant -> require(caller, grant.role(), grant.node()));
    }

    private void require(Caller caller, RoleId role, @Nullable NodeId node) {
        var rights = roles.rights(role);
        var held = lasting(caller, node);
        if (rights.all() && held.stream().noneMatch(RoleRights::all)) {
            // Also with all that there is today: tomorrow a plug-in brings more.
            throw forbidden(role.value());
        }
        require(caller, held, rights.everywhere(), RoleRights::holdsEverywhere);
        require(caller, held, rights.own(), RoleRights::holdsForOwn);
    }

    private static void require(
            Caller caller, List<RoleRights> held, Collection<String> wanted, BiPredicate<RoleRights, String> holds) {
        for (var permission : new TreeSet<>(wanted)) {
            if (!isInKey(caller, permission) || held.stream().noneMatch(rights -> holds.test(rights, permission))) {
                throw forbidden(permission);
            }
        }
    }

    /** What somebody holds without an end. */
    private List<RoleRights> lasting(Caller caller, @Nullable NodeId node) {
        var held = new ArrayList<RoleRights>();
        held.add(roles.rights(caller.role()));
        for (var grant : grants.of(caller.user())) {
            if (grant.until() == null && (grant.node() == null || grant.node().equals(node))) {
                held.add(roles.rights(grant.role()));
            }
        }
        return held;
    }

    private static boolean isInKey(Caller caller, String permission) {
        var key = caller.key();
        return key == null
                || (key.instances() == null
                        && (key.permissions() == null || key.permissions().contains(permission)));
    }

    private static OstlerException forbidden(String permission) {
        return OstlerException.of(ErrorCode.FORBIDDEN, "permission", permission);
    }
}
