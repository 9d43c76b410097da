package io.ostler.panel.auth.internal.explain;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RightsExplanation.Code;
import io.ostler.panel.api.access.RightsExplanation.Reason;
import io.ostler.panel.api.access.Role;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.auth.internal.role.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reasons for one answer. Confined to one thread. */
final class Reasons {
    private static final int MOST_PROPOSALS = 5;

    private final Decision decision;
    private final Caller who;
    private final Permission permission;
    private final @Nullable InstanceId instance;
    private final @Nullable NodeId node;
    private final List<Reason> reasons = new ArrayList<>();

    Reasons(
            Decision decision,
            Caller who,
            Permission permission,
            @Nullable InstanceId instance,
            @Nullable NodeId node) {
        this.decision = decision;
        this.who = who;
        this.permission = permission;
        this.instance = instance;
        this.node = node;
    }

    /** Whether they may, and why, from all that is looked at. */
    boolean look() {
        if (permission.reach() == Permission.Reach.SELF) {
            add(Code.EVERYBODY, true, Map.of());
        } else {
            role();
            if (instance != null) {
                owner(instance);
                member(instance);
            }
            decision.grants().of(who.user()).stream()
                    .filter(decision.grants()::counts)
                    .forEach(this::grant);
        }
        boolean allowed = decision.allows(who, permission, instance, node);
        if (!allowed) {
            propose();
        }
        return allowed;
    }

    /** Stands above all others. */
    void first(Code code) {
        reasons.addFirst(new Reason(code, false, Map.of()));
    }

    List<Reason> all() {
        return reasons;
    }

    private void role() {
        var role = Map.of("role", who.role().value());
        if (!decision.roles().exists(who.role())) {
            add(Code.ROLE_GONE, false, role);
        } else {
            boolean holds = decision.roles().holds(who.role(), permission);
            add(holds ? Code.ROLE : Code.ROLE_LACKS, holds, role);
        }
    }

    private void owner(InstanceId at) {
        var role = Map.of("role", who.role().value());
        boolean forOwners = decision.roles().own(who.role()).contains(permission.text());
        if (decision.isOwner(who, at)) {
            add(forOwners ? Code.OWNER : Code.OWNER_LACKS, forOwners, role);
        } else if (forOwners) {
            add(Code.NOT_OWNER, false, role);
        }
    }

    private void member(InstanceId at) {
        if (decision.isMember(who, permission, at)) {
            add(Code.MEMBER, true, Map.of());
        } else if (decision.isMember(who, Permission.INSTANCE_VIEW, at)) {
            add(Code.MEMBER_LACKS, false, Map.of());
        } else if (permission.reach() == Permission.Reach.OWNER) {
            add(Code.NOT_MEMBER, false, Map.of());
        }
    }

    private void grant(RoleGrant grant) {
        boolean gives = decision.gives(grant, who, permission, instance, node);
        var parameters = new HashMap<String, String>();
        parameters.put("role", grant.role().value());
        var on = grant.node();
        if (on != null) {
            parameters.put("node", on.value());
        }
        var until = grant.until();
        if (until != null) {
            parameters.put("until", until.toString());
        }
        add(gives ? Code.GRANT : Code.GRANT_LACKS, gives, parameters);
    }

    private void propose() {
        decision.roles().all().stream()
                .filter(role -> decision.roles().holds(role.id(), permission))
                .map(Role::id)
                .limit(MOST_PROPOSALS)
                .forEach(role -> add(Code.WOULD_HOLD, false, Map.of("role", role.value())));
    }

    private void add(Code code, boolean gives, Map<String, String> parameters) {
        reasons.add(new Reason(code, gives, parameters));
    }
}
