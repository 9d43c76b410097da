package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Bound identities in the table {@code ostler_identity}. Thread-safe. */
@Component
public final class JdbcIdentityStore implements IdentityStore {
    private static final String SELECT =
            "SELECT provider_id, subject, user_id, name, email, made_with, created, last_used FROM ostler_identity";

    private final Database database;

    @Activate
    public JdbcIdentityStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(IdentityRecord identity) {
        try {
            return database.update(
                            """
                            INSERT INTO ostler_identity
                                (provider_id, subject, user_id, name, email, made_with, created, last_used)
                            VALUES (?, ?, ?, ?, CAST(? AS VARCHAR(200)), CAST(? AS VARCHAR(100)), ?,
                                CAST(? AS BIGINT))""",
                            identity.provider(),
                            identity.subject(),
                            identity.user().value(),
                            identity.name(),
                            identity.email(),
                            identity.madeWith(),
                            identity.created(),
                            identity.lastUsed())
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<IdentityRecord> find(String provider, String subject) {
        return database.find(
                JdbcIdentityStore::read, SELECT + " WHERE provider_id = ? AND subject = ?", provider, subject);
    }

    @Override
    public List<IdentityRecord> of(UserId user) {
        return database.list(
                JdbcIdentityStore::read, SELECT + " WHERE user_id = ? ORDER BY created, provider_id", user.value());
    }

    @Override
    public int count(String provider) {
        return database.find(
                        row -> row.getInt(1), "SELECT COUNT(*) FROM ostler_identity WHERE provider_id = ?", provider)
                .orElse(0);
    }

    @Override
    public void used(String provider, String subject, String name, @Nullable String email, Instant at) {
        database.update("""
                UPDATE ostler_identity SET name = ?, email = CAST(? AS VARCHAR(200)), last_used = ?
                WHERE provider_id = ? AND subject = ?""", name, email, at, provider, subject);
    }

    @Override
    public boolean delete(UserId user, String provider) {
        return database.update(
                        "DELETE FROM ostler_identity WHERE user_id = ? AND provider_id = ?", user.value(), provider)
                == 1;
    }

    @Override
    public int deleteAll(String provider) {
        return database.update("DELETE FROM ostler_identity WHERE provider_id = ?", provider);
    }

    @Override
    public int deleteAll(UserId user) {
        return database.update("DELETE FROM ostler_identity WHERE user_id = ?", user.value());
    }

    private static IdentityRecord read(ResultSet row) throws SQLException {
        return new IdentityRecord(
                row.getString("provider_id"),
                row.getString("subject"),
                new UserId(row.getString("user_id")),
                row.getString("name"),
                row.getString("email"),
                row.getString("made_with"),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "last_used"));
    }
}
