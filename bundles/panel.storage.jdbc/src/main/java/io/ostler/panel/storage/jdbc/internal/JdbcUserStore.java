package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.UserFilter;
import io.ostler.panel.api.access.UserSort;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accounts in the table {@code ostler_user}. Thread-safe. */
@Component
public final class JdbcUserStore implements UserStore {
    private static final String INSERT = """
            INSERT INTO ostler_user
                (name, name_key, user_role, disabled, password_hash, display_name, email, email_key, search_key,
                 ban_reason, disabled_until, created, last_sign_in, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;
    private final UserSearch search;

    @Activate
    public JdbcUserStore(@Reference Database database) {
        this.database = database;
        search = new UserSearch(database);
    }

    @Override
    public boolean insertFirst(UserRecord user) {
        return database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("LOCK TABLE ostler_user IN EXCLUSIVE MODE");
            }
            if (!Sql.list(connection, row -> row.getString(1), "SELECT id FROM ostler_user")
                    .isEmpty()) {
                return false;
            }
            Sql.update(connection, INSERT, values(user));
            return true;
        });
    }

    private static @Nullable Object[] values(UserRecord user) {
        return UserRows.values(
                user, user.created(), user.lastSignIn(), user.id().value());
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
        return database.find(UserRows::read, UserRows.SELECT + " WHERE id = ?", id.value());
    }

    @Override
    public Optional<UserRecord> findByName(String name) {
        return database.find(UserRows::read, UserRows.SELECT + " WHERE name_key = ?", UserRows.key(name));
    }

    @Override
    public Optional<UserRecord> findByEmail(String email) {
        return database.find(UserRows::read, UserRows.SELECT + " WHERE email_key = ?", UserRows.key(email));
    }

    @Override
    public List<UserRecord> list() {
        // Sorted here and not in SQL: databases differ in how they sort.
        return database.list(UserRows::read, UserRows.SELECT).stream()
                .sorted(Comparator.comparing(user -> UserRows.key(user.name())))
                .toList();
    }

    @Override
    public UserPage page(UserFilter filter, UserSort sort, boolean descending, @Nullable String cursor, int limit) {
        return search.page(filter, sort, descending, cursor, limit);
    }

    @Override
    public long count(UserFilter filter) {
        return search.count(filter);
    }

    @Override
    public boolean update(UserRecord user) {
        return change(
                user,
                ", created = ?, last_sign_in = ? WHERE id = ?",
                user.created(),
                user.lastSignIn(),
                user.id().value());
    }

    @Override
    public boolean replace(UserRecord user) {
        return change(user, " WHERE id = ? AND revision = ?", user.id().value(), user.revision());
    }

    private boolean change(UserRecord user, String rest, @Nullable Object... more) {
        try {
            return database.update("""
                            UPDATE ostler_user
                            SET name = ?, name_key = ?, user_role = ?, disabled = ?, password_hash = ?,
                                display_name = ?, email = ?, email_key = ?, search_key = ?, ban_reason = ?,
                                disabled_until = ?, revision = revision + 1""" + rest, UserRows.values(user, more)) == 1;
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
        return database.update("""
                        UPDATE ostler_user SET password_hash = ?, revision = revision + 1
                        WHERE id = ? AND password_hash = ?""", next, id.value(), expected) == 1;
    }

    @Override
    public boolean delete(UserId id) {
        return database.update("DELETE FROM ostler_user WHERE id = ?", id.value()) == 1;
    }

    private OstlerException duplicate(UserRecord user, DuplicateKeyException cause) {
        var email = user.details().email();
        if (isOther(findByName(user.name()), user)) {
            return new OstlerException(ErrorCode.NAME_TAKEN, Map.of("name", user.name()), cause);
        }
        return email != null && isOther(findByEmail(email), user)
                ? new OstlerException(ErrorCode.EMAIL_TAKEN, Map.of("email", email), cause)
                : new OstlerException(ErrorCode.CONFLICT, Map.of("id", user.id().value()), cause);
    }

    private static boolean isOther(Optional<UserRecord> found, UserRecord user) {
        return found.filter(other -> !other.id().equals(user.id())).isPresent();
    }
}
