package io.ostler.panel.auth.internal.role;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a role holds, made once and asked at each check. Immutable.
 *
 * @param all whether it holds everything, also what a plug-in brings later
 * @param everywhere names
 * @param own names that hold for instances that one owns
 */
record RoleRights(boolean all, Set<String> everywhere, Set<String> own) {
    static final RoleRights NONE = new RoleRights(false, Set.of(), Set.of());

    private static final Set<Permission> SEEING =
            Set.of(Permission.NODE_VIEW, Permission.INSTANCE_VIEW, Permission.CONSOLE_READ, Permission.METRICS_READ);

    /** Whether it holds the permission everywhere. */
    boolean holds(Permission permission) {
        return all || everywhere.contains(permission.text());
    }

    boolean holdsEverywhere(String permission) {
        return all || everywhere.contains(permission);
    }

    boolean holdsForOwn(String permission) {
        return holdsEverywhere(permission) || own.contains(permission);
    }

    /** @param role one of the built-in ones */
    static RoleRights builtIn(RoleId role, List<Permission> known) {
        if (role.isAdministrator()) {
            return new RoleRights(true, named(known, p -> p.reach() != Permission.Reach.SELF), Set.of());
        }
        if (role.equals(RoleId.OPERATOR)) {
            return new RoleRights(false, named(known, RoleRights::isOperators), Set.of());
        }
        if (role.equals(RoleId.READ_ONLY)) {
            return new RoleRights(false, named(known, SEEING::contains), Set.of());
        }
        return new RoleRights(false, Set.of(), named(known, p -> p.reach() == Permission.Reach.OWNER));
    }

    private static boolean isOperators(Permission permission) {
        return permission.reach() != Permission.Reach.SELF
                && (permission.about() == Permission.About.INSTANCE
                        || permission.equals(Permission.NODE_VIEW)
                        || permission.equals(Permission.INSTANCE_CREATE));
    }

    private static Set<String> named(List<Permission> known, Predicate<Permission> wanted) {
        return known.stream().filter(wanted).map(Permission::text).collect(Collectors.toUnmodifiableSet());
    }
}
