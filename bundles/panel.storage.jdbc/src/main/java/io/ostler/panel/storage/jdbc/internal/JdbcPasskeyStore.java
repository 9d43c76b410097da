package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.PasskeyStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Passkeys in the table {@code ostler_passkey}. Thread-safe. */
@Component
public final class JdbcPasskeyStore implements PasskeyStore {
    private static final String SELECT =
            "SELECT id, user_id, name, host, public_key, sign_count, created, last_used FROM ostler_passkey";

    private final Database database;

    @Activate
    public JdbcPasskeyStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(PasskeyRecord passkey) {
        try {
            return database.update(
                            """
                            INSERT INTO ostler_passkey
                                (id, user_id, name, name_key, host, public_key, sign_count, created, last_used)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS BIGINT))""",
                            passkey.id(),
                            passkey.user().value(),
                            passkey.name(),
                            key(passkey.name()),
                            passkey.host(),
                            passkey.publicKey(),
                            passkey.count(),
                            passkey.created(),
                            passkey.lastUsed())
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<PasskeyRecord> find(String id) {
        return database.find(JdbcPasskeyStore::read, SELECT + " WHERE id = ?", id);
    }

    @Override
    public List<PasskeyRecord> of(UserId user) {
        return database.list(JdbcPasskeyStore::read, SELECT + " WHERE user_id = ? ORDER BY created, id", user.value());
    }

    @Override
    public boolean used(String id, long count, Instant at) {
        return database.update("""
                        UPDATE ostler_passkey SET sign_count = ?, last_used = ?
                        WHERE id = ? AND (sign_count < ? OR (sign_count = 0 AND CAST(? AS BIGINT) = 0))""", count, at, id, count, count) == 1;
    }

    @Override
    public boolean rename(UserId user, String id, String name) {
        try {
            return database.update(
                            "UPDATE ostler_passkey SET name = ?, name_key = ? WHERE user_id = ? AND id = ?",
                            name,
                            key(name),
                            user.value(),
                            id)
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** The name without regard to case. */
    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean delete(UserId user, String id) {
        return database.update("DELETE FROM ostler_passkey WHERE user_id = ? AND id = ?", user.value(), id) == 1;
    }

    private static PasskeyRecord read(ResultSet row) throws SQLException {
        return new PasskeyRecord(
                row.getString("id"),
                new UserId(row.getString("user_id")),
                row.getString("name"),
                row.getString("host"),
                row.getString("public_key"),
                row.getLong("sign_count"),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "last_used"));
    }
}
