package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.FileAccess;
import io.ostler.model.FileRights.Rule;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is given on an instance, as texts in columns. Stateless. */
final class GrantColumns {
    private GrantColumns() {}

    static String permissions(Set<Permission> permissions) {
        return permissions.stream().map(Permission::text).sorted().collect(Collectors.joining("\n"));
    }

    static String paths(List<Rule> paths) {
        return paths.stream().map(rule -> rule.access() + " " + rule.path()).collect(Collectors.joining("\n"));
    }

    static Set<Permission> permissions(ResultSet row) throws SQLException {
        return row.getString("permissions")
                .lines()
                .map(GrantColumns::permission)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Permissions are equal by their names: one whose plug-in is away counts again when it is back. */
    private static Permission permission(String text) {
        return Permission.BUILT_IN.stream()
                .filter(permission -> permission.text().equals(text))
                .findFirst()
                .orElseGet(() -> new Permission(text, Permission.Reach.OWNER, Permission.About.INSTANCE));
    }

    static List<Rule> paths(ResultSet row) throws SQLException {
        return row.getString("paths").lines().map(GrantColumns::rule).toList();
    }

    static @Nullable RoleId role(ResultSet row) throws SQLException {
        var id = row.getString("role_id");
        return id == null ? null : new RoleId(id);
    }

    /** A path may hold spaces, and line breaks of none of the kinds that {@code lines()} knows. */
    private static Rule rule(String line) {
        int space = line.indexOf(' ');
        return new Rule(line.substring(space + 1), FileAccess.valueOf(line.substring(0, space)));
    }
}
