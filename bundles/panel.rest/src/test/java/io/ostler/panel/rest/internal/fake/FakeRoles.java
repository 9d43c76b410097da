package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.RightsExplanation;
import io.ostler.panel.api.access.Role;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleGrants;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Roles and grants in two lists; only the administrator's role can't be given. */
public final class FakeRoles implements Roles, RoleGrants, GrantRules, RightsExplanation {
    public final List<Role> roles = new CopyOnWriteArrayList<>(List.of(
            new Role(RoleId.ADMINISTRATOR, "administrator", "administrator", Set.of("node.view"), Set.of(), true, 0)));
    public final List<RoleGrant> grants = new CopyOnWriteArrayList<>();

    @Override
    public List<Role> list(Caller caller) {
        return List.copyOf(roles);
    }

    @Override
    public Optional<Role> find(Caller caller, RoleId id) {
        return roles.stream().filter(role -> role.id().equals(id)).findFirst();
    }

    @Override
    public Map<RoleId, Integer> holders(Caller caller) {
        return Map.of(RoleId.ADMINISTRATOR, 1);
    }

    @Override
    public Role create(Caller caller, Draft draft) {
        var role = role(new RoleId(draft.name()), draft, 1);
        roles.add(role);
        return role;
    }

    @Override
    public Role change(Caller caller, RoleId id, long revision, Draft draft) {
        var former = find(caller, id).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        if (former.revision() != revision) {
            throw new OstlerException(ErrorCode.PRECONDITION_FAILED);
        }
        var role = role(id, draft, revision + 1);
        roles.remove(former);
        roles.add(role);
        return role;
    }

    private static Role role(RoleId id, Draft draft, long revision) {
        return new Role(id, draft.name(), draft.description(), draft.permissions(), draft.own(), false, revision);
    }

    @Override
    public void delete(Caller caller, RoleId id, RoleId replacement) {
        if (replacement == null) {
            throw new OstlerException(ErrorCode.ROLE_IN_USE);
        }
        roles.removeIf(role -> role.id().equals(id));
    }

    @Override
    public List<RoleGrant> of(Caller caller, UserId user) {
        return List.copyOf(grants);
    }

    @Override
    public RoleGrant give(Caller caller, UserId user, RoleId role, NodeId node, Instant until) {
        var grant = new RoleGrant("g" + grants.size(), user, role, node, until);
        grants.add(grant);
        return grant;
    }

    @Override
    public void take(Caller caller, UserId user, String id) {
        if (!grants.removeIf(grant -> grant.id().equals(id))) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
    }

    @Override
    public void requireGivable(Caller caller, RoleId role, NodeId node) {
        if (role.isAdministrator()) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }

    @Override
    public void requireGivable(Caller caller, Set<String> permissions, Set<String> own) {}

    @Override
    public void requireAbove(Caller caller, UserId user, RoleId role) {}

    @Override
    public Answer explain(Caller caller, UserId user, String permission, InstanceId instance, NodeId node) {
        return new Answer(
                false,
                List.of(new Reason(
                        Code.ROLE_LACKS, false, Map.of("role", user.equals(caller.user()) ? "own" : permission))));
    }
}
