package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Impersonator;
import io.ostler.panel.api.store.SessionStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sessions in the table {@code ostler_session}. Thread-safe. */
@Component
public final class JdbcSessionStore implements SessionStore {
    private static final String SELECT = "SELECT handle, secret_hash, user_id, csrf, created, last_seen, expires,"
            + " address, client, method, confirmed, impersonator_id, impersonator_name, impersonator_session"
            + " FROM ostler_session";

    private final Database database;

    @Activate
    public JdbcSessionStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(SessionRecord session) {
        var impersonation = session.impersonation();
        try {
            database.update(
                    """
                    INSERT INTO ostler_session
                        (handle, secret_hash, user_id, csrf, created, last_seen, expires, address, client, method,
                         confirmed, impersonator_id, impersonator_name, impersonator_session)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    session.handle(),
                    session.secretHash(),
                    session.user().value(),
                    session.csrf(),
                    session.created(),
                    session.lastSeen(),
                    session.expires(),
                    session.address(),
                    session.client(),
                    session.method(),
                    session.confirmed(),
                    impersonation == null ? null : impersonation.by().user().value(),
                    impersonation == null ? null : impersonation.by().name(),
                    impersonation == null ? null : impersonation.session());
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
    public void confirmed(String handle, Instant at) {
        database.update("UPDATE ostler_session SET confirmed = ? WHERE handle = ?", at, handle);
    }

    @Override
    public List<SessionRecord> listByImpersonator(String session) {
        return database.list(JdbcSessionStore::read, SELECT + " WHERE impersonator_session = ?", session);
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
                row.getString("client"),
                row.getString("method"),
                Sql.instant(row, "confirmed"),
                impersonation(row));
    }

    private static @Nullable Impersonation impersonation(ResultSet row) throws SQLException {
        var by = row.getString("impersonator_id");
        return by == null
                ? null
                : new Impersonation(
                        new Impersonator(new UserId(by), row.getString("impersonator_name")),
                        row.getString("impersonator_session"));
    }
}
