package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.RoleStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Roles in {@code ostler_role}; who has them stands in {@code ostler_user} and {@code ostler_role_grant}. Thread-safe. */
@Component
public final class JdbcRoleStore implements RoleStore {
    private final Database database;

    @Activate
    public JdbcRoleStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<RoleRecord> list() {
        return database.list(
                JdbcRoleStore::read,
                "SELECT id, name, description, permissions, own, revision FROM ostler_role ORDER BY id");
    }

    @Override
    public void insert(RoleRecord role) {
        try {
            database.update(
                    """
                    INSERT INTO ostler_role (id, name, name_key, description, permissions, own, revision)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""",
                    role.id().value(),
                    role.name(),
                    UserRows.key(role.name()),
                    role.description(),
                    lines(role.permissions()),
                    lines(role.own()),
                    role.revision());
        } catch (DuplicateKeyException e) {
            throw duplicate(role, e);
        }
    }

    @Override
    public boolean update(RoleRecord role) {
        try {
            return database.update(
                            """
                            UPDATE ostler_role
                            SET name = ?, name_key = ?, description = ?, permissions = ?, own = ?, revision = ?
                            WHERE id = ? AND revision = ?""",
                            role.name(),
                            UserRows.key(role.name()),
                            role.description(),
                            lines(role.permissions()),
                            lines(role.own()),
                            role.revision(),
                            role.id().value(),
                            role.revision() - 1)
                    == 1;
        } catch (DuplicateKeyException e) {
            throw duplicate(role, e);
        }
    }

    @Override
    public Map<RoleId, Integer> holders() {
        return database.list(row -> Map.entry(new RoleId(row.getString("role_id")), row.getInt("people")), """
                        SELECT role_id, COUNT(*) AS people
                        FROM (SELECT user_role AS role_id, id AS user_id FROM ostler_user
                              UNION SELECT role_id, user_id FROM ostler_role_grant) AS holder
                        GROUP BY role_id""").stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public boolean deleteUnused(RoleId role) {
        return database.update("""
                        DELETE FROM ostler_role WHERE id = ?
                            AND NOT EXISTS (SELECT 1 FROM ostler_user WHERE user_role = ?)
                            AND NOT EXISTS (SELECT 1 FROM ostler_role_grant WHERE role_id = ?)""", role.value(), role.value(), role.value()) == 1;
    }

    @Override
    public boolean deleteAndReplace(RoleId role, RoleId replacement) {
        return database.inTransaction(connection -> {
            int gone = Sql.update(connection, "DELETE FROM ostler_role WHERE id = ?", role.value());
            if (gone == 1) {
                Sql.update(
                        connection,
                        "UPDATE ostler_user SET user_role = ? WHERE user_role = ?",
                        replacement.value(),
                        role.value());
                Sql.update(
                        connection,
                        "UPDATE ostler_role_grant SET role_id = ? WHERE role_id = ?",
                        replacement.value(),
                        role.value());
            }
            return gone == 1;
        });
    }

    private OstlerException duplicate(RoleRecord role, DuplicateKeyException cause) {
        var key = UserRows.key(role.name());
        boolean nameTaken = list().stream()
                .anyMatch(other -> !other.id().equals(role.id())
                        && UserRows.key(other.name()).equals(key));
        return nameTaken
                ? new OstlerException(ErrorCode.NAME_TAKEN, Map.of("name", role.name()), cause)
                : new OstlerException(ErrorCode.CONFLICT, Map.of("id", role.id().value()), cause);
    }

    private static String lines(Set<String> names) {
        return String.join("\n", new TreeSet<>(names));
    }

    private static RoleRecord read(ResultSet row) throws SQLException {
        return new RoleRecord(
                new RoleId(row.getString("id")),
                row.getString("name"),
                row.getString("description"),
                row.getString("permissions").lines().collect(Collectors.toUnmodifiableSet()),
                row.getString("own").lines().collect(Collectors.toUnmodifiableSet()),
                row.getLong("revision"));
    }
}
