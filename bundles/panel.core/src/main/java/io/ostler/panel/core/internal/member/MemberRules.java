package io.ostler.panel.core.internal.member;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Permission;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What members can be given. Stateless. */
final class MemberRules {
    /** All of somebody's rules travel in the header of every transfer. */
    private static final int MOST_RULES = 64;

    private static final int MOST_BYTES = 3000;

    private MemberRules() {}

    /** The permissions with what they include; {@code FORBIDDEN} for one that the giver lacks. */
    static Set<Permission> checked(Set<Permission> wanted, Predicate<Permission> has) {
        for (var permission : wanted) {
            if (!canBeGiven(permission)) {
                throw OstlerException.invalid("permissions", "those of an owner, without instance.members");
            }
        }
        requireHeld(wanted, has);
        return all(wanted, Set.of());
    }

    static void requireHeld(Set<Permission> wanted, Predicate<Permission> has) {
        for (var permission : wanted) {
            if (!has.test(permission)) {
                throw OstlerException.of(ErrorCode.FORBIDDEN, "permission", permission.text());
            }
        }
    }

    /** Together, with what they include. */
    static Set<Permission> all(Set<Permission> own, Set<Permission> ofRole) {
        var given = new HashSet<>(Set.of(Permission.INSTANCE_VIEW));
        given.addAll(own);
        given.addAll(ofRole);
        if (given.contains(Permission.FILES_WRITE)) {
            given.add(Permission.FILES_READ);
        }
        if (given.contains(Permission.CONSOLE_WRITE) || given.contains(Permission.CONSOLE_COMMANDS)) {
            given.add(Permission.CONSOLE_READ);
        }
        return Set.copyOf(given);
    }

    /** Who may use an instance is decided by those alone to whom it belongs: members can't bring members. */
    static boolean canBeGiven(Permission permission) {
        return permission.reach() == Permission.Reach.OWNER && !permission.equals(Permission.INSTANCE_MEMBERS);
    }

    static List<Rule> checked(List<Rule> rules) {
        var paths = new HashSet<String>();
        int bytes = 0;
        for (var rule : rules) {
            bytes += rule.path().getBytes(StandardCharsets.UTF_8).length;
            if (!paths.add(rule.path()) || !isPlain(rule.path())) {
                throw OstlerException.invalid("paths", "each path once, without empty names, . and ..");
            }
        }
        if (rules.size() > MOST_RULES || bytes > MOST_BYTES) {
            throw OstlerException.invalid("paths", "at most 64, 3000 bytes together");
        }
        return List.copyOf(rules);
    }

    private static boolean isPlain(String path) {
        return path.isEmpty()
                || Arrays.stream(path.split("/", -1))
                        .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    }
}
