package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.FileAccess;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.store.MemberStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Members of instances in {@code ostler_member}. Thread-safe. */
@Component
public final class JdbcMemberStore implements MemberStore {
    private final Database database;

    @Activate
    public JdbcMemberStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<MemberRecord> list() {
        return database.list(
                JdbcMemberStore::read,
                "SELECT instance_id, user_id, permissions, paths FROM ostler_member ORDER BY instance_id, user_id");
    }

    @Override
    public void put(MemberRecord member) {
        var permissions =
                member.permissions().stream().map(Permission::text).sorted().collect(Collectors.joining("\n"));
        var paths = member.paths().stream()
                .map(rule -> rule.access() + " " + rule.path())
                .collect(Collectors.joining("\n"));
        var instance = member.instance().value();
        var user = member.user().value();
        database.inTransaction(connection -> {
            int changed = Sql.update(
                    connection,
                    "UPDATE ostler_member SET permissions = ?, paths = ? WHERE instance_id = ? AND user_id = ?",
                    permissions,
                    paths,
                    instance,
                    user);
            return changed > 0
                    ? changed
                    : Sql.update(
                            connection,
                            "INSERT INTO ostler_member (instance_id, user_id, permissions, paths) VALUES (?, ?, ?, ?)",
                            instance,
                            user,
                            permissions,
                            paths);
        });
    }

    @Override
    public boolean delete(InstanceId instance, UserId user) {
        return database.update(
                        "DELETE FROM ostler_member WHERE instance_id = ? AND user_id = ?",
                        instance.value(),
                        user.value())
                == 1;
    }

    private static MemberRecord read(ResultSet row) throws SQLException {
        return new MemberRecord(
                new InstanceId(row.getString("instance_id")),
                new UserId(row.getString("user_id")),
                permissions(row.getString("permissions")),
                row.getString("paths").lines().map(JdbcMemberStore::rule).toList());
    }

    private static Set<Permission> permissions(String texts) {
        return texts.lines().map(JdbcMemberStore::permission).collect(Collectors.toUnmodifiableSet());
    }

    /** Permissions are equal by their names: one whose plug-in is away counts again when it is back. */
    private static Permission permission(String text) {
        return Permission.BUILT_IN.stream()
                .filter(permission -> permission.text().equals(text))
                .findFirst()
                .orElseGet(() -> new Permission(text, Permission.Reach.OWNER, Permission.About.INSTANCE));
    }

    /** A path may hold spaces, and line breaks of none of the kinds that {@code lines()} knows. */
    private static Rule rule(String line) {
        int space = line.indexOf(' ');
        return new Rule(line.substring(space + 1), FileAccess.valueOf(line.substring(0, space)));
    }
}
