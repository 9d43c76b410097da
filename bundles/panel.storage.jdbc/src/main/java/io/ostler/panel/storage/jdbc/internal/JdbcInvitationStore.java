package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.InvitationStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invitations in {@code ostler_invitation}. Thread-safe. */
@Component
public final class JdbcInvitationStore implements InvitationStore {
    private static final String COLUMNS = """
            id, secret_hash, inviter_id, instance_id, permissions, role_id, paths, valid_until, new_account, created,
            expires, uses, used""";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM ostler_invitation";

    private final Database database;

    @Activate
    public JdbcInvitationStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(InvitationRecord invitation) {
        var instance = invitation.instance();
        var role = invitation.role();
        database.update(
                "INSERT INTO ostler_invitation (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                invitation.id(),
                invitation.secretHash(),
                invitation.inviter().value(),
                instance == null ? null : instance.value(),
                GrantColumns.permissions(invitation.permissions()),
                role == null ? null : role.value(),
                GrantColumns.paths(invitation.paths()),
                invitation.until(),
                invitation.newAccount(),
                invitation.created(),
                invitation.expires(),
                invitation.uses(),
                invitation.used());
    }

    @Override
    public Optional<InvitationRecord> find(String id) {
        return database.find(JdbcInvitationStore::read, SELECT + " WHERE id = ?", id);
    }

    @Override
    public Optional<InvitationRecord> findBySecretHash(String hash) {
        return database.find(JdbcInvitationStore::read, SELECT + " WHERE secret_hash = ?", hash);
    }

    @Override
    public List<InvitationRecord> list(@Nullable InstanceId instance) {
        var order = " ORDER BY created DESC, id";
        return instance == null
                ? database.list(JdbcInvitationStore::read, SELECT + " WHERE instance_id IS NULL" + order)
                : database.list(JdbcInvitationStore::read, SELECT + " WHERE instance_id = ?" + order, instance.value());
    }

    @Override
    public boolean use(String id, Instant now) {
        return database.update("""
                        UPDATE ostler_invitation SET used = used + 1
                        WHERE id = ? AND used < uses AND expires > ?""", id, now) == 1;
    }

    @Override
    public void giveBack(String id) {
        database.update("UPDATE ostler_invitation SET used = used - 1 WHERE id = ? AND used > 0", id);
    }

    @Override
    public boolean delete(String id) {
        return database.update("DELETE FROM ostler_invitation WHERE id = ?", id) == 1;
    }

    @Override
    public void deleteAll(@Nullable Instant expiredBefore, @Nullable UserId inviter, @Nullable InstanceId instance) {
        if (expiredBefore != null) {
            database.update("DELETE FROM ostler_invitation WHERE expires < ?", expiredBefore);
        }
        if (inviter != null) {
            database.update("DELETE FROM ostler_invitation WHERE inviter_id = ?", inviter.value());
        }
        if (instance != null) {
            database.update("DELETE FROM ostler_invitation WHERE instance_id = ?", instance.value());
        }
    }

    private static InvitationRecord read(ResultSet row) throws SQLException {
        var instance = row.getString("instance_id");
        return new InvitationRecord(
                row.getString("id"),
                row.getString("secret_hash"),
                new UserId(row.getString("inviter_id")),
                instance == null ? null : new InstanceId(instance),
                GrantColumns.permissions(row),
                GrantColumns.role(row),
                GrantColumns.paths(row),
                Sql.optionalInstant(row, "valid_until"),
                row.getBoolean("new_account"),
                Sql.instant(row, "created"),
                Sql.instant(row, "expires"),
                row.getInt("uses"),
                row.getInt("used"));
    }
}
