package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Role;
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
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accounts in the table {@code ostler_user}. Thread-safe. */
@Component
public final class JdbcUserStore implements UserStore {
    private static final String SELECT =
            "SELECT id, name, user_role, disabled, password_hash, created, last_sign_in FROM ostler_user";

    private final Database database;

    @Activate
    public JdbcUserStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(UserRecord user) {
        try {
            database.update(handle -> bind(
                    handle.createUpdate("INSERT INTO ostler_user"
                            + " (id, name, name_key, user_role, disabled, password_hash, created, last_sign_in)"
                            + " VALUES (:id, :name, :key, :role, :disabled, :hash, :created, :lastSignIn)"),
                    user));
        } catch (DuplicateKeyException e) {
            throw duplicate(user, e);
        }
    }

    @Override
    public Optional<UserRecord> find(UserId id) {
        return database.find(
                handle -> handle.createQuery(SELECT + " WHERE id = :id").bind("id", id.value()), JdbcUserStore::read);
    }

    @Override
    public Optional<UserRecord> findByName(String name) {
        return database.find(
                handle -> handle.createQuery(SELECT + " WHERE name_key = :key").bind("key", key(name)),
                JdbcUserStore::read);
    }

    @Override
    public List<UserRecord> list() {
        var users = database.list(handle -> handle.createQuery(SELECT), JdbcUserStore::read);
        // Here and not in SQL: databases differ in how they sort.
        return users.stream()
                .sorted(Comparator.comparing(user -> key(user.name())))
                .toList();
    }

    @Override
    public boolean update(UserRecord user) {
        try {
            return database.update(handle -> bind(
                            handle.createUpdate("UPDATE ostler_user SET name = :name, name_key = :key,"
                                    + " user_role = :role, disabled = :disabled, password_hash = :hash,"
                                    + " created = :created, last_sign_in = :lastSignIn WHERE id = :id"),
                            user))
                    == 1;
        } catch (DuplicateKeyException e) {
            throw duplicate(user, e);
        }
    }

    @Override
    public void signedIn(UserId id, Instant at) {
        database.update(handle -> handle.createUpdate("UPDATE ostler_user SET last_sign_in = :at WHERE id = :id")
                .bind("at", at.toEpochMilli())
                .bind("id", id.value()));
    }

    @Override
    public boolean replaceHash(UserId id, String expected, String next) {
        return database.update(handle -> handle.createUpdate(
                                "UPDATE ostler_user SET password_hash = :next WHERE id = :id AND password_hash = :old")
                        .bind("id", id.value())
                        .bind("old", expected)
                        .bind("next", next))
                == 1;
    }

    @Override
    public boolean delete(UserId id) {
        return database.update(handle -> handle.createUpdate("DELETE FROM ostler_user WHERE id = :id")
                        .bind("id", id.value()))
                == 1;
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

    private static Update bind(Update update, UserRecord user) {
        return update.bind("id", user.id().value())
                .bind("name", user.name())
                .bind("key", key(user.name()))
                .bind("role", user.role().name())
                .bind("disabled", user.disabled())
                .bind("hash", user.passwordHash())
                .bind("created", user.created().toEpochMilli())
                .bind("lastSignIn", Columns.optionalMillis(user.lastSignIn()));
    }

    private static UserRecord read(ResultSet row, StatementContext context) throws SQLException {
        return new UserRecord(
                new UserId(row.getString("id")),
                row.getString("name"),
                Role.valueOf(row.getString("user_role")),
                row.getBoolean("disabled"),
                row.getString("password_hash"),
                Columns.instant(row, "created"),
                Columns.optionalInstant(row, "last_sign_in"));
    }
}
