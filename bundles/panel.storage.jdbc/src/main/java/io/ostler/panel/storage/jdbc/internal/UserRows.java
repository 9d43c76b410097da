package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.UserDetails;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Accounts as rows of {@code ostler_user}. Stateless. */
final class UserRows {
    static final String SELECT = """
            SELECT id, name, user_role, disabled, password_hash, created, last_sign_in, display_name, email, ban_reason,
                disabled_until, revision FROM ostler_user""";

    private UserRows() {}

    /** From the name to the end of the ban, in the order of the statements, then the others. */
    static @Nullable Object[] values(UserRecord user, @Nullable Object... more) {
        var details = user.details();
        @Nullable
        Object[] own = {
            user.name(),
            key(user.name()),
            user.role().value(),
            user.disabled(),
            user.passwordHash(),
            details.displayName(),
            details.email(),
            details.email() == null ? null : key(details.email()),
            searchKey(user),
            details.banReason(),
            details.disabledUntil()
        };
        @Nullable Object[] all = Arrays.copyOf(own, own.length + more.length);
        System.arraycopy(more, 0, all, own.length, more.length);
        return all;
    }

    private static String searchKey(UserRecord user) {
        var details = user.details();
        return Stream.of(user.name(), details.displayName(), details.email())
                .filter(Objects::nonNull)
                .map(UserRows::key)
                .collect(Collectors.joining(" "));
    }

    /** By what accounts are sorted: those who never signed in come first. */
    static long signInKey(UserRecord user) {
        var at = user.lastSignIn();
        return at == null ? -1 : at.toEpochMilli();
    }

    /** What two texts have in common that differ in case only. */
    static String key(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    static UserRecord read(ResultSet row) throws SQLException {
        return new UserRecord(
                        new UserId(row.getString("id")),
                        row.getString("name"),
                        new RoleId(row.getString("user_role")),
                        row.getBoolean("disabled"),
                        row.getString("password_hash"),
                        Sql.instant(row, "created"),
                        Sql.optionalInstant(row, "last_sign_in"),
                        new UserDetails(
                                row.getString("display_name"),
                                row.getString("email"),
                                row.getString("ban_reason"),
                                Sql.optionalInstant(row, "disabled_until")),
                        row.getLong("revision"))
                .at(Instant.now());
    }
}
