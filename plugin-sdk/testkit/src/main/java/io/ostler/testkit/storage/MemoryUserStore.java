package io.ostler.testkit.storage;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.UserFilter;
import io.ostler.panel.api.access.UserSort;
import io.ostler.panel.api.store.UserStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Accounts in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public class MemoryUserStore implements UserStore {
    private static final int LONGEST_NAME = 100;

    private final Map<UserId, UserRecord> users = new LinkedHashMap<>();

    @Override
    public synchronized void insert(UserRecord user) {
        checkUnique(user);
        if (users.putIfAbsent(user.id(), revised(user, 0)) != null) {
            throw OstlerException.of(ErrorCode.CONFLICT, "id", user.id().value());
        }
    }

    @Override
    public synchronized boolean insertFirst(UserRecord user) {
        if (!users.isEmpty()) {
            return false;
        }
        insert(user);
        return true;
    }

    @Override
    public synchronized Optional<UserRecord> find(UserId id) {
        return Optional.ofNullable(users.get(id)).map(user -> user.at(Instant.now()));
    }

    @Override
    public synchronized Optional<UserRecord> findByName(String name) {
        return all().filter(user -> key(user.name()).equals(key(name))).findFirst();
    }

    @Override
    public synchronized Optional<UserRecord> findByEmail(String email) {
        return all().filter(user -> key(email(user)).equals(key(email)) && !email.isEmpty())
                .findFirst();
    }

    @Override
    public synchronized List<UserRecord> list() {
        return all().sorted(Comparator.comparing(user -> key(user.name()))).toList();
    }

    @Override
    public synchronized UserPage page(
            UserFilter filter, UserSort sort, boolean descending, @Nullable String cursor, int limit) {
        var prefix = sort + " " + descending + " ";
        if (cursor != null && !cursor.startsWith(prefix)) {
            throw OstlerException.invalid("cursor", "the next of an earlier page in the same order");
        }
        var order = Comparator.<UserRecord, String>comparing(user -> place(user, sort));
        var matching = all().filter(user -> matches(user, filter))
                .sorted(descending ? order.reversed() : order)
                .filter(user ->
                        cursor == null || isAfter(place(user, sort), cursor.substring(prefix.length()), descending))
                .toList();
        var page = matching.subList(0, Math.min(limit, matching.size()));
        return new UserPage(page, page.size() < matching.size() ? prefix + place(page.getLast(), sort) : null);
    }

    private static boolean isAfter(String place, String other, boolean descending) {
        return descending ? place.compareTo(other) < 0 : place.compareTo(other) > 0;
    }

    private static String place(UserRecord user, UserSort sort) {
        var signedIn = user.lastSignIn();
        return switch (sort) {
            case NAME -> key(user.name());
            case CREATED -> "%020d %s".formatted(user.created().toEpochMilli(), user.id());
            case LAST_SIGN_IN -> "%020d %s".formatted(signedIn == null ? 0 : signedIn.toEpochMilli() + 1, user.id());
        };
    }

    @Override
    public synchronized long count(UserFilter filter) {
        return all().filter(user -> matches(user, filter)).count();
    }

    @Override
    public synchronized boolean update(UserRecord user) {
        var known = users.get(user.id());
        if (known == null) {
            return false;
        }
        checkUnique(user);
        users.put(user.id(), revised(user, known.revision() + 1));
        return true;
    }

    @Override
    public synchronized boolean replace(UserRecord user) {
        var known = users.get(user.id());
        return known != null && known.revision() == user.revision() && update(signedIn(user, known.lastSignIn()));
    }

    @Override
    public void signedIn(UserId id, Instant at) {
        change(id, user -> signedIn(user, at));
    }

    @Override
    public synchronized boolean replaceHash(UserId id, String expected, String next) {
        if (find(id).filter(user -> user.passwordHash().equals(expected)).isEmpty()) {
            return false;
        }
        change(
                id,
                u -> new UserRecord(
                        u.id(),
                        u.name(),
                        u.role(),
                        u.disabled(),
                        next,
                        u.created(),
                        u.lastSignIn(),
                        u.details(),
                        u.revision() + 1));
        return true;
    }

    @Override
    public synchronized boolean delete(UserId id) {
        return users.remove(id) != null;
    }

    private Stream<UserRecord> all() {
        var now = Instant.now();
        return users.values().stream().map(user -> user.at(now));
    }

    private static boolean matches(UserRecord user, UserFilter filter) {
        var found = Stream.of(
                        user.name(),
                        user.details().displayName(),
                        user.details().email())
                .filter(Objects::nonNull)
                .map(MemoryUserStore::key)
                .collect(Collectors.joining(" "));
        var text = filter.text();
        var disabled = filter.disabled();
        return (text == null || Arrays.stream(key(text).strip().split("\\s+")).allMatch(found::contains))
                && (filter.roles().isEmpty() || filter.roles().contains(user.role()))
                && (disabled == null || disabled == user.disabled())
                && (!filter.neverSignedIn() || user.lastSignIn() == null);
    }

    private synchronized void change(UserId id, UnaryOperator<UserRecord> change) {
        users.computeIfPresent(id, (key, user) -> change.apply(user));
    }

    private void checkUnique(UserRecord user) {
        if (user.name().length() > LONGEST_NAME) {
            throw new OstlerException(ErrorCode.VALUE_OUT_OF_RANGE);
        }
        if (isOther(findByName(user.name()), user)) {
            throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", user.name());
        }
        if (isOther(findByEmail(email(user)), user)) {
            throw OstlerException.of(ErrorCode.EMAIL_TAKEN, "email", email(user));
        }
    }

    private static boolean isOther(Optional<UserRecord> found, UserRecord user) {
        return found.filter(other -> !other.id().equals(user.id())).isPresent();
    }

    private static String email(UserRecord user) {
        return Objects.requireNonNullElse(user.details().email(), "");
    }

    private static UserRecord signedIn(UserRecord u, @Nullable Instant at) {
        return new UserRecord(
                u.id(), u.name(), u.role(), u.disabled(), u.passwordHash(), u.created(), at, u.details(), u.revision());
    }

    private static UserRecord revised(UserRecord u, long revision) {
        return new UserRecord(
                u.id(),
                u.name(),
                u.role(),
                u.disabled(),
                u.passwordHash(),
                u.created(),
                u.lastSignIn(),
                u.details(),
                revision);
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
