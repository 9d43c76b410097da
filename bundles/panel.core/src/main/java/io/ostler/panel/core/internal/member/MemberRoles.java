package io.ostler.panel.core.internal.member;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** What a role means for a member: those of its permissions that can be given. Thread-safe. */
@Component(service = MemberRoles.class)
public final class MemberRoles {

    /** Empty for no role and for one that is gone. */
    Set<Permission> permissions(@Nullable RoleId role) {
        return role == null ? Set.of() : find(role).orElse(Set.of());
    }

    /** Nothing for a role that there isn't. */
    Optional<Set<Permission>> find(RoleId role) {
        if (role.equals(RoleId.OPERATOR) || role.equals(RoleId.USER)) {
            return Optional.of(givable());
        }
        return role.equals(RoleId.READ_ONLY)
                ? Optional.of(Set.of(
                        Permission.INSTANCE_VIEW,
                        Permission.CONSOLE_READ,
                        Permission.METRICS_READ,
                        Permission.FILES_READ))
                : Optional.empty();
    }

    private static Set<Permission> givable() {
        return Permission.BUILT_IN.stream()
                .filter(MemberRules::canBeGiven)
                .collect(Collectors.toUnmodifiableSet());
    }
}
