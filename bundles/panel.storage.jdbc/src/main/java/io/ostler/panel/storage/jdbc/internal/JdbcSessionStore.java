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
import org.jdbi.v3.core.statement.StatementContext;
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
            database.update(handle -> handle.createUpdate("INSERT INTO ostler_session"
                            + " (handle, secret_hash, user_id, csrf, created, last_seen, expires, address, client)"
                            + " VALUES (:handle, :hash, :user, :csrf, :created, :seen, :expires, :address, :client)")
                    .bind("handle", session.handle())
                    .bind("hash", session.secretHash())
                    .bind("user", session.user().value())
                    .bind("csrf", session.csrf())
                    .bind("created", session.created().toEpochMilli())
                    .bind("seen", session.lastSeen().toEpochMilli())
                    .bind("expires", session.expires().toEpochMilli())
                    .bind("address", session.address())
                    .bind("client", session.client()));
        } catch (DuplicateKeyException e) {
            throw new OstlerException(ErrorCode.CONFLICT, Map.of("handle", session.handle()), e);
        }
    }

    @Override
    public Optional<SessionRecord> findBySecretHash(String secretHash) {
        return database.find(
                handle -> handle.createQuery(SELECT + " WHERE secret_hash = :hash")
                        .bind("hash", secretHash),
                JdbcSessionStore::read);
    }

    @Override
    public List<SessionRecord> listByUser(UserId user) {
        return database.list(
                handle -> handle.createQuery(SELECT + " WHERE user_id = :user ORDER BY created, handle")
                        .bind("user", user.value()),
                JdbcSessionStore::read);
    }

    @Override
    public void touch(String handle, Instant lastSeen, Instant expires) {
        database.update(sql -> sql.createUpdate("UPDATE ostler_session SET last_seen = :seen, expires = :expires"
                        + " WHERE handle = :handle AND last_seen <= :seen")
                .bind("handle", handle)
                .bind("seen", lastSeen.toEpochMilli())
                .bind("expires", expires.toEpochMilli()));
    }

    @Override
    public boolean delete(String handle) {
        return database.update(sql -> sql.createUpdate("DELETE FROM ostler_session WHERE handle = :handle")
                        .bind("handle", handle))
                == 1;
    }

    @Override
    public int deleteExpired(Instant before) {
        return database.update(sql -> sql.createUpdate("DELETE FROM ostler_session WHERE expires < :before")
                .bind("before", before.toEpochMilli()));
    }

    private static SessionRecord read(ResultSet row, StatementContext context) throws SQLException {
        return new SessionRecord(
                row.getString("handle"),
                row.getString("secret_hash"),
                new UserId(row.getString("user_id")),
                row.getString("csrf"),
                Columns.instant(row, "created"),
                Columns.instant(row, "last_seen"),
                Columns.instant(row, "expires"),
                row.getString("address"),
                row.getString("client"));
    }
}
