package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.ChallengeStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the panel waits for, in the table {@code ostler_challenge}. Thread-safe. */
@Component
public final class JdbcChallengeStore implements ChallengeStore {
    private final Database database;

    @Activate
    public JdbcChallengeStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(ChallengeRecord challenge) {
        var user = challenge.user();
        database.update(
                """
                INSERT INTO ostler_challenge (token_hash, kind, user_id, data, tries, expires)
                VALUES (?, ?, CAST(? AS VARCHAR(40)), ?, 0, ?)""",
                challenge.tokenHash(),
                challenge.kind(),
                user == null ? null : user.value(),
                challenge.data(),
                challenge.expires());
    }

    @Override
    public Optional<ChallengeRecord> find(String tokenHash) {
        return database.find(
                JdbcChallengeStore::read,
                "SELECT token_hash, kind, user_id, data, expires FROM ostler_challenge WHERE token_hash = ?",
                tokenHash);
    }

    @Override
    public boolean attempt(String tokenHash, int most) {
        return database.update(
                        "UPDATE ostler_challenge SET tries = tries + 1 WHERE token_hash = ? AND tries < ?",
                        tokenHash,
                        most)
                == 1;
    }

    @Override
    public boolean take(String tokenHash) {
        return database.update("DELETE FROM ostler_challenge WHERE token_hash = ?", tokenHash) == 1;
    }

    @Override
    public void deleteOf(UserId user) {
        database.update("DELETE FROM ostler_challenge WHERE user_id = ?", user.value());
    }

    @Override
    public int deleteExpired(Instant before) {
        return database.update("DELETE FROM ostler_challenge WHERE expires < ?", before);
    }

    private static ChallengeRecord read(ResultSet row) throws SQLException {
        var user = row.getString("user_id");
        return new ChallengeRecord(
                row.getString("token_hash"),
                row.getString("kind"),
                user == null ? null : new UserId(user),
                row.getString("data"),
                Sql.instant(row, "expires"));
    }
}
