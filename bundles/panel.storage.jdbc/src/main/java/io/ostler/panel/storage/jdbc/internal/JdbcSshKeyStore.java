package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.SshKeys.SshKey;
import io.ostler.panel.api.store.SshKeyStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Public keys in the table {@code ostler_ssh_key}. Thread-safe. */
@Component
public final class JdbcSshKeyStore implements SshKeyStore {
    private final Database database;

    @Activate
    public JdbcSshKeyStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(SshKey key) {
        try {
            return database.update(
                            """
                            INSERT INTO ostler_ssh_key
                                (id, user_id, name, name_key, key_text, fingerprint, created, last_used)
                            VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS BIGINT))""",
                            key.id(),
                            key.user().value(),
                            key.name(),
                            key.name().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT),
                            key.text(),
                            key.fingerprint(),
                            key.created(),
                            key.lastUsed())
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public List<SshKey> of(UserId user) {
        return database.list(
                JdbcSshKeyStore::read,
                "SELECT id, user_id, name, key_text, fingerprint, created, last_used FROM ostler_ssh_key"
                        + " WHERE user_id = ? ORDER BY created, id",
                user.value());
    }

    @Override
    public boolean delete(UserId user, String id) {
        return database.update("DELETE FROM ostler_ssh_key WHERE user_id = ? AND id = ?", user.value(), id) == 1;
    }

    @Override
    public void used(String id, Instant at) {
        database.update("UPDATE ostler_ssh_key SET last_used = ? WHERE id = ?", at, id);
    }

    private static SshKey read(ResultSet row) throws SQLException {
        return new SshKey(
                row.getString("id"),
                new UserId(row.getString("user_id")),
                row.getString("name"),
                row.getString("key_text"),
                row.getString("fingerprint"),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "last_used"));
    }
}
