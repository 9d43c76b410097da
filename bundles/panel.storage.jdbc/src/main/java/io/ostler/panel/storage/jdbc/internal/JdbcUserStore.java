package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accounts in the table {@code ostler_user}. Thread-safe. */
@Component
public final class JdbcUserStore implements UserStore {
    private static final String SELECT =
            "SELECT id, name, user_role, disabled, password_hash, created, last_sign_in FROM ostler_user";

    private static final String INSERT =
            """
            INSERT INTO ostler_user
                (id, name, name_key, user_role, disabled, password_hash, created, last_sign_in)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;

    @Activate
    public JdbcUserStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public boolean insertFirst(UserRecord user) {
        return database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("LOCK TABLE ostler_user IN EXCLUSIVE MODE");
            }
            if (!Sql.list(connection, row -> row.getString(1), "SELECT id FROM ostler_user").isEmpty()) {
                return false;
            }
            Sql.update(connection, INSERT, values(user));
            return true;
        });
    }

    private static @Nullable Object[] values(UserRecord user) {
        return new @Nullable Object[] {
            user.id().value(),
            user.name(),
            key(user.name()),
            user.role().value(),
            user.disabled(),
            user.passwordHash(),
            user.created(),
            user.lastSignIn()
        };
    }

    @Override
    public void insert(UserRecord user) {
        try {
            database.update(INSERT, values(user));
        } catch (DuplicateKeyException e) {
            throw duplicate(user, e);
        }
    }

    @Override
    public Optional<UserRecord> find(UserId id) {
        return database.find(JdbcUserStore::read, SELECT + " WHERE id = ?", id.value());
    }

    @Override
    public Optional<UserRecord> findByName(String name) {
        return database.find(JdbcUserStore::read, SELECT + " WHERE name_key = ?", key(name));
    }

    @Override
    public List<UserRecord> list() {
        // Sorted here and not in SQL: databases differ in how they sort.
        return database.list(JdbcUserStore::read, SELECT).stream()
                .sorted(Comparator.comparing(user -> key(user.name())))
                .toList();
    }

    @Override
    public boolean update(UserRecord user) {
        try {
            return database.update(
                            """
                            UPDATE ostler_user
                            SET name = ?, name_key = ?, user_role = ?, disabled = ?, password_hash = ?, created = ?,
                                last_sign_in = ?
                            WHERE id = ?""",
                            user.name(),
                            key(user.name()),
                            user.role().value(),
                            user.disabled(),
                            user.passwordHash(),
                            user.created(),
                            user.lastSignIn(),
                            user.id().value())
                    == 1;
        } catch (DuplicateKeyException e) {
            throw duplicate(user, e);
        }
    }

    @Override
    public void signedIn(UserId id, Instant at) {
        database.update("UPDATE ostler_user SET last_sign_in = ? WHERE id = ?", at, id.value());
    }

    @Override
    public boolean replaceHash(UserId id, String expected, String next) {
        return database.update(
                        "UPDATE ostler_user SET password_hash = ? WHERE id = ? AND password_hash = ?",
                        next,
                        id.value(),
                        expected)
                == 1;
    }

    @Override
    public boolean delete(UserId id) {
        return database.update("DELETE FROM ostler_user WHERE id = ?", id.value()) == 1;
    }

    private OstlerException duplicate(UserRecord user, DuplicateKeyException cause) {
        boolean nameTaken = findByName(user.name())
                .filter(other -> !other.id().equals(user.id()))
                .isPresent();
        return nameTaken
                ? new OstlerException(ErrorCode.NAME_TAKEN, Map.of("name", user.name()), cause)
                : new OstlerException(ErrorCode.CONFLICT, Map.of("id", user.id().value()), cause);
    }

    /** What two names have in common that differ in case only. */
    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static UserRecord read(ResultSet row) throws SQLException {
        return new UserRecord(
                new UserId(row.getString("id")),
                row.getString("name"),
                new RoleId(row.getString("user_role")),
                row.getBoolean("disabled"),
                row.getString("password_hash"),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "last_sign_in"));
    }
}
