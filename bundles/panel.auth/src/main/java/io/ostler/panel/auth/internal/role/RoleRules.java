package io.ostler.panel.auth.internal.role;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Roles.Draft;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What a role may be. Stateless. */
final class RoleRules {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST_PERMISSIONS = 150;
    private static final int LONGEST_ID = 36;

    private RoleRules() {}

    /** @param former names that it had already: they may stay while their plug-in is away */
    static Draft checked(Draft draft, Permissions permissions, Set<String> former) {
        var name = draft.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !isPlain(name, false)) {
            throw OstlerException.invalid("name", "1 to 60 characters on one line");
        }
        var description = draft.description().strip();
        if (description.length() > LONGEST_DESCRIPTION || !isPlain(description, true)) {
            throw OstlerException.invalid("description", "at most 500 characters");
        }
        return new Draft(
                name,
                description,
                names("permissions", draft.permissions(), permissions, former, p -> p.reach() != Permission.Reach.SELF),
                names("own", draft.own(), permissions, former, p -> p.about() == Permission.About.INSTANCE));
    }

    private static Set<String> names(
            String field, Set<String> wanted, Permissions permissions, Set<String> former, Predicate<Permission> fits) {
        var names = new HashSet<String>();
        for (var name : wanted) {
            var known = permissions.find(name);
            if (known.isEmpty() ? !former.contains(name) : !fits.test(known.get())) {
                throw OstlerException.invalid(field, "names of permissions that can be given so");
            }
            names.add(name);
            known.filter(p -> p.about() == Permission.About.INSTANCE).ifPresent(p -> includeOf(p, names));
        }
        if (names.size() > MOST_PERMISSIONS) {
            throw OstlerException.invalid(field, "at most 150");
        }
        return names;
    }

    /** Writing without reading is of no use, and nobody may use what they can't see. */
    private static void includeOf(Permission permission, Set<String> names) {
        names.add(Permission.INSTANCE_VIEW.text());
        if (permission.equals(Permission.FILES_WRITE)) {
            names.add(Permission.FILES_READ.text());
        }
        if (permission.equals(Permission.CONSOLE_WRITE) || permission.equals(Permission.CONSOLE_COMMANDS)) {
            names.add(Permission.CONSOLE_READ.text());
        }
    }

    private static boolean isPlain(String text, boolean lines) {
        return text.codePoints()
                .allMatch(c -> (lines && c == '\n')
                        || (!Character.isISOControl(c)
                                && Character.getType(c) != Character.FORMAT
                                && Character.getType(c) != Character.SURROGATE));
    }

    /** An id like the name that isn't taken yet. */
    static RoleId id(String name, Predicate<RoleId> taken) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        var base = plain.isEmpty() ? "role" : plain.substring(0, Math.min(plain.length(), LONGEST_ID));
        var id = new RoleId(base);
        for (int i = 2; taken.test(id); i++) {
            id = new RoleId(base + "-" + i);
        }
        return id;
    }
}
