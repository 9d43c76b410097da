package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.UserFilter;
import io.ostler.panel.api.access.UserSort;
import io.ostler.panel.api.store.UserStore.UserPage;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages of accounts: from the place of the last one on, so that comings and goings move nobody. Thread-safe. */
final class UserSearch {
    /** More words than anybody types; each costs a look at every account. */
    private static final int MOST_WORDS = 10;

    private final Database database;

    UserSearch(Database database) {
        this.database = database;
    }

    /** The conditions with their values. */
    private record Where(List<String> conditions, List<@Nullable Object> values) {
        Where() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void and(String condition, Object... bound) {
            conditions.add(condition);
            Collections.addAll(values, bound);
        }

        String text() {
            return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        }
    }

    /** Where a page ended. */
    private record Place(Object value, String id) {}

    long count(UserFilter filter) {
        var where = where(filter);
        return database.find(
                        row -> row.getLong(1),
                        "SELECT COUNT(*) FROM ostler_user" + where.text(),
                        where.values().toArray())
                .orElse(0L);
    }

    UserPage page(UserFilter filter, UserSort sort, boolean descending, @Nullable String cursor, int limit) {
        var where = where(filter);
        if (cursor != null) {
            goOn(where, place(cursor, sort, descending), sort, descending);
        }
        var direction = descending ? " DESC" : "";
        // Names are unique. Every order has an index in both directions: Derby reads none backwards.
        var order = column(sort) + direction + (sort == UserSort.NAME ? "" : ", id" + direction);
        var found = database.list(
                UserRows::read,
                UserRows.SELECT + where.text() + " ORDER BY " + order + " FETCH FIRST " + (limit + 1) + " ROWS ONLY",
                where.values().toArray());
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        return new UserPage(page, more ? cursor(page.getLast(), sort, descending) : null);
    }

    /** Said so that an index finds the place: not as one alternative or the other. */
    private static void goOn(Where where, Place place, UserSort sort, boolean descending) {
        var column = column(sort);
        var after = descending ? " < ?" : " > ?";
        if (sort == UserSort.NAME) {
            where.and(column + after, place.value());
        } else {
            where.and(column + (descending ? " <= ?" : " >= ?"), place.value());
            where.and("(" + column + after + " OR id" + after + ")", place.value(), place.id());
        }
    }

    private static Where where(UserFilter filter) {
        var where = new Where();
        var text = filter.text();
        if (text != null) {
            UserRows.key(text)
                    .strip()
                    .lines()
                    .flatMap(line -> List.of(line.split("\\s+")).stream())
                    .filter(word -> !word.isEmpty())
                    .limit(MOST_WORDS)
                    .forEach(word -> where.and("search_key LIKE ? ESCAPE '!'", "%" + literal(word) + "%"));
        }
        if (!filter.roles().isEmpty()) {
            where.and(
                    "user_role IN (" + "?, ".repeat(filter.roles().size() - 1) + "?)",
                    filter.roles().stream().map(RoleId::value).toArray());
        }
        var disabled = filter.disabled();
        if (disabled != null) {
            var now = Instant.now();
            where.and(
                    disabled
                            ? "disabled = TRUE AND (disabled_until IS NULL OR disabled_until > ?)"
                            : "(disabled = FALSE OR disabled_until <= ?)",
                    now);
        }
        if (filter.neverSignedIn()) {
            where.and("last_sign_in IS NULL");
        }
        return where;
    }

    private static String literal(String word) {
        return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static String column(UserSort sort) {
        return switch (sort) {
            case NAME -> "name_key";
            case CREATED -> "created";
            case LAST_SIGN_IN -> "sign_in_key";
        };
    }

    private static String cursor(UserRecord last, UserSort sort, boolean descending) {
        var signedIn = last.lastSignIn();
        var value = switch (sort) {
            case NAME -> UserRows.key(last.name());
            case CREATED -> Long.toString(last.created().toEpochMilli());
            case LAST_SIGN_IN -> Long.toString(signedIn == null ? -1 : signedIn.toEpochMilli());
        };
        var text = sort + "\n" + descending + "\n" + last.id() + "\n" + value;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Place place(String cursor, UserSort sort, boolean descending) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", 4);
            if (parts.length == 4 && parts[0].equals(sort.name()) && parts[1].equals("" + descending)) {
                return new Place(
                        sort == UserSort.NAME ? parts[3] : Long.valueOf(parts[3]), new UserId(parts[2]).value());
            }
        } catch (IllegalArgumentException e) {
            throw new OstlerException(
                    ErrorCode.INVALID_REQUEST, Map.of("field", "cursor", "rule", "the next of an earlier page"), e);
        }
        throw OstlerException.invalid("cursor", "the next of an earlier page in the same order");
    }
}
