package io.ostler.panel.core.internal.member;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
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
    /** Those that can be given, of all that there were when it was made. */
    private record Givable(List<Permission> all, List<Permission> permissions) {
        static Givable of(List<Permission> all) {
            return new Givable(all, all.stream().filter(MemberRules::canBeGiven).toList());
        }
    }

    private final RolePermissions roles;
    private final Permissions permissions;
    private volatile Givable givable = Givable.of(List.of());

    @Activate
    public MemberRoles(@Reference RolePermissions roles, @Reference Permissions permissions) {
        this.roles = roles;
        this.permissions = permissions;
    }

    /** Plug-ins bring some and take them along. */
    private List<Permission> givable() {
        var all = permissions.all();
        var former = givable;
        if (former.all() != all) {
            former = Givable.of(all);
            givable = former;
        }
        return former.permissions();
    }

    /** Without those whose plug-in is away: they stay stored, and count again when it is back. */
    Set<Permission> present(Set<Permission> stored) {
        for (var permission : stored) {
            if (isAway(permission)) {
                return stored.stream().filter(each -> !isAway(each)).collect(Collectors.toUnmodifiableSet());
            }
        }
        return stored;
    }

    /** Those whose plug-in is away. */
    Set<Permission> away(Set<Permission> stored) {
        return stored.stream().filter(this::isAway).collect(Collectors.toUnmodifiableSet());
    }

    private boolean isAway(Permission permission) {
        return permissions.find(permission.text()).isEmpty();
    }

    /** Nothing for no role and for one that is gone. */
    Set<Permission> permissions(@Nullable RoleId role) {
        if (role == null) {
            return Set.of();
        }
        var everywhere = roles.permissions(role);
        var own = roles.own(role);
        return givable().stream()
                .filter(permission -> everywhere.contains(permission.text()) || own.contains(permission.text()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Empty for a role that there isn't, and for that of administrators, who need no membership. */
    Optional<Set<Permission>> find(RoleId role) {
        return role.isAdministrator() || !roles.exists(role) ? Optional.empty() : Optional.of(permissions(role));
    }
}
