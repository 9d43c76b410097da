package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.MemberStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
                "SELECT instance_id, user_id, permissions, paths, role_id, valid_until FROM ostler_member"
                        + " ORDER BY instance_id, user_id");
    }

    @Override
    public void put(MemberRecord member) {
        var permissions = GrantColumns.permissions(member.permissions());
        var paths = GrantColumns.paths(member.paths());
        var role = member.role() == null ? null : member.role().value();
        var instance = member.instance().value();
        var user = member.user().value();
        database.inTransaction(connection -> {
            int changed = Sql.update(connection, """
                    UPDATE ostler_member SET permissions = ?, paths = ?, role_id = ?, valid_until = ?
                    WHERE instance_id = ? AND user_id = ?""", permissions, paths, role, member.until(), instance, user);
            return changed > 0
                    ? changed
                    : Sql.update(connection, """
                            INSERT INTO ostler_member (permissions, paths, role_id, valid_until, instance_id, user_id)
                            VALUES (?, ?, ?, ?, ?, ?)""", permissions, paths, role, member.until(), instance, user);
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
                GrantColumns.permissions(row),
                GrantColumns.paths(row),
                GrantColumns.role(row),
                Sql.optionalInstant(row, "valid_until"));
    }
}
