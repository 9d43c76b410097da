package io.ostler.panel.core.internal.member;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.RolePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a role means for a member: those of its permissions that can be given. Thread-safe, answers from memory. */
@Component(service = MemberRoles.class)
public final class MemberRoles {
    private static final List<Permission> GIVABLE =
            Permission.BUILT_IN.stream().filter(MemberRules::canBeGiven).toList();

    private final RolePermissions roles;

    @Activate
    public MemberRoles(@Reference RolePermissions roles) {
        this.roles = roles;
    }

    /** Nothing for no role and for one that is gone. */
    Set<Permission> permissions(@Nullable RoleId role) {
        if (role == null) {
            return Set.of();
        }
        var everywhere = roles.permissions(role);
        var own = roles.own(role);
        return GIVABLE.stream()
                .filter(permission -> everywhere.contains(permission.text()) || own.contains(permission.text()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Empty for a role that there isn't, and for that of administrators, who need no membership. */
    Optional<Set<Permission>> find(RoleId role) {
        return role.isAdministrator() || !roles.exists(role) ? Optional.empty() : Optional.of(permissions(role));
    }
}
