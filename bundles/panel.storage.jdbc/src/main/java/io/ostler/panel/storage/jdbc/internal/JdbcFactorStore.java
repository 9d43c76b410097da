package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.FactorStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Apps in the table {@code ostler_totp}, codes in {@code ostler_recovery_code}. Thread-safe. */
@Component
public final class JdbcFactorStore implements FactorStore {
    private final Database database;

    @Activate
    public JdbcFactorStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Optional<TotpRecord> totp(UserId user) {
        return database.find(
                JdbcFactorStore::read,
                "SELECT user_id, sealed, confirmed, last_step, created FROM ostler_totp WHERE user_id = ?",
                user.value());
    }

    @Override
    public boolean begin(TotpRecord totp) {
        try {
            return database.inTransaction(connection -> {
                Sql.update(
                        connection,
                        "DELETE FROM ostler_totp WHERE user_id = ? AND confirmed = ?",
                        totp.user().value(),
                        false);
                return Sql.update(
                                connection,
                                """
                                INSERT INTO ostler_totp (user_id, sealed, confirmed, last_step, created)
                                VALUES (?, ?, ?, ?, ?)""",
                                totp.user().value(),
                                totp.sealed(),
                                totp.confirmed(),
                                totp.lastStep(),
                                totp.created())
                        == 1;
            });
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public boolean confirm(UserId user, String sealed, long step) {
        return database.update("""
                        UPDATE ostler_totp SET confirmed = ?, last_step = ?
                        WHERE user_id = ? AND sealed = ? AND confirmed = ?""", true, step, user.value(), sealed, false) == 1;
    }

    @Override
    public boolean useStep(UserId user, long step) {
        return database.update(
                        "UPDATE ostler_totp SET last_step = ? WHERE user_id = ? AND confirmed = ? AND last_step < ?",
                        step,
                        user.value(),
                        true,
                        step)
                == 1;
    }

    @Override
    public void reseal(UserId user, String expected, String next) {
        database.update(
                "UPDATE ostler_totp SET sealed = ? WHERE user_id = ? AND sealed = ?", next, user.value(), expected);
    }

    @Override
    public void removeTotp(UserId user) {
        database.update("DELETE FROM ostler_totp WHERE user_id = ?", user.value());
    }

    @Override
    public void putCodes(UserId user, List<String> hashes) {
        boolean unused = database.inTransaction(connection -> {
            Sql.update(connection, "DELETE FROM ostler_recovery_code WHERE user_id = ?", user.value());
            for (var hash : hashes) {
                Sql.update(
                        connection,
                        "INSERT INTO ostler_recovery_code (user_id, code_hash) VALUES (?, ?)",
                        user.value(),
                        hash);
            }
            return true;
        });
    }

    @Override
    public boolean takeCode(UserId user, String hash) {
        return database.update(
                        "DELETE FROM ostler_recovery_code WHERE user_id = ? AND code_hash = ?", user.value(), hash)
                == 1;
    }

    @Override
    public int countCodes(UserId user) {
        return database.find(
                        row -> row.getInt(1),
                        "SELECT COUNT(*) FROM ostler_recovery_code WHERE user_id = ?",
                        user.value())
                .orElse(0);
    }

    private static TotpRecord read(ResultSet row) throws SQLException {
        return new TotpRecord(
                new UserId(row.getString("user_id")),
                row.getString("sealed"),
                row.getBoolean("confirmed"),
                row.getLong("last_step"),
                Sql.instant(row, "created"));
    }
}
