package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.SessionStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sessions in the table {@code ostler_session}. Thread-safe. */
@Component
public final class JdbcSessionStore implements SessionStore {
    private static final String SELECT = "SELECT handle, secret_hash, user_id, csrf, created, last_seen, expires,"
            + " address, client FROM ostler_session";

    private final Database database;

    @Activate
    public JdbcSessionStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(SessionRecord session) {
        try {
            database.update(
                    """
                    INSERT INTO ostler_session
                        (handle, secret_hash, user_id, csrf, created, last_seen, expires, address, client)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    session.handle(),
                    session.secretHash(),
                    session.user().value(),
                    session.csrf(),
                    session.created(),
                    session.lastSeen(),
                    session.expires(),
                    session.address(),
                    session.client());
        } catch (DuplicateKeyException e) {
            throw new OstlerException(ErrorCode.CONFLICT, Map.of("handle", session.handle()), e);
        }
    }

    @Override
    public Optional<SessionRecord> findBySecretHash(String secretHash) {
        return database.find(JdbcSessionStore::read, SELECT + " WHERE secret_hash = ?", secretHash);
    }

    @Override
    public List<SessionRecord> listByUser(UserId user) {
        return database.list(
                JdbcSessionStore::read, SELECT + " WHERE user_id = ? ORDER BY created, handle", user.value());
    }

    @Override
    public void touch(String handle, Instant lastSeen, Instant expires) {
        database.update(
                "UPDATE ostler_session SET last_seen = ?, expires = ? WHERE handle = ? AND last_seen <= ?",
                lastSeen,
                expires,
                handle,
                lastSeen);
    }

    @Override
    public boolean delete(String handle) {
        return database.update("DELETE FROM ostler_session WHERE handle = ?", handle) == 1;
    }

    @Override
    public int deleteExpired(Instant before) {
        return database.update("DELETE FROM ostler_session WHERE expires < ?", before);
    }

    private static SessionRecord read(ResultSet row) throws SQLException {
        return new SessionRecord(
                row.getString("handle"),
                row.getString("secret_hash"),
                new UserId(row.getString("user_id")),
                row.getString("csrf"),
                Sql.instant(row, "created"),
                Sql.instant(row, "last_seen"),
                Sql.instant(row, "expires"),
                row.getString("address"),
                row.getString("client"));
    }
}
