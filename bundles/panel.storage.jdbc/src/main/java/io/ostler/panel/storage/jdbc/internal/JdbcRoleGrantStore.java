package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.RoleGrantStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Further roles of accounts in {@code ostler_role_grant}. Thread-safe. */
@Component
public final class JdbcRoleGrantStore implements RoleGrantStore {
    private final Database database;

    @Activate
    public JdbcRoleGrantStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<RoleGrant> list() {
        return database.list(
                JdbcRoleGrantStore::read,
                "SELECT id, user_id, role_id, node_id, ends FROM ostler_role_grant ORDER BY id");
    }

    @Override
    public void insert(RoleGrant grant) {
        var node = grant.node();
        database.update(
                "INSERT INTO ostler_role_grant (id, user_id, role_id, node_id, ends) VALUES (?, ?, ?, ?, ?)",
                grant.id(),
                grant.user().value(),
                grant.role().value(),
                node == null ? null : node.value(),
                grant.until());
    }

    @Override
    public boolean delete(String id) {
        return database.update("DELETE FROM ostler_role_grant WHERE id = ?", id) == 1;
    }

    @Override
    public void deleteOf(UserId user) {
        database.update("DELETE FROM ostler_role_grant WHERE user_id = ?", user.value());
    }

    @Override
    public void deleteOn(NodeId node) {
        database.update("DELETE FROM ostler_role_grant WHERE node_id = ?", node.value());
    }

    @Override
    public void deleteEnded(Instant at) {
        database.update("DELETE FROM ostler_role_grant WHERE ends <= ?", at);
    }

    private static RoleGrant read(ResultSet row) throws SQLException {
        var node = row.getString("node_id");
        return new RoleGrant(
                row.getString("id"),
                new UserId(row.getString("user_id")),
                new RoleId(row.getString("role_id")),
                node == null ? null : new NodeId(node),
                Sql.optionalInstant(row, "ends"));
    }
}
