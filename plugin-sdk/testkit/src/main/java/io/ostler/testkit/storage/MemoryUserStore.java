package io.ostler.testkit.storage;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.UserStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Accounts in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemoryUserStore implements UserStore {
    private static final int LONGEST_NAME = 100;

    private final Map<UserId, UserRecord> users = new LinkedHashMap<>();

    @Override
    public synchronized void insert(UserRecord user) {
        checkName(user);
        if (users.putIfAbsent(user.id(), user) != null) {
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
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public synchronized Optional<UserRecord> findByName(String name) {
        return users.values().stream()
                .filter(user -> key(user.name()).equals(key(name)))
                .findFirst();
    }

    @Override
    public synchronized List<UserRecord> list() {
        return users.values().stream()
                .sorted(Comparator.comparing(user -> key(user.name())))
                .toList();
    }

    @Override
    public synchronized boolean update(UserRecord user) {
        if (!users.containsKey(user.id())) {
            return false;
        }
        checkName(user);
        users.put(user.id(), user);
        return true;
    }

    @Override
    public void signedIn(UserId id, Instant at) {
        change(id, u -> new UserRecord(u.id(), u.name(), u.role(), u.disabled(), u.passwordHash(), u.created(), at));
    }

    @Override
    public synchronized boolean replaceHash(UserId id, String expected, String next) {
        if (find(id).filter(user -> user.passwordHash().equals(expected)).isEmpty()) {
            return false;
        }
        change(id, u -> new UserRecord(u.id(), u.name(), u.role(), u.disabled(), next, u.created(), u.lastSignIn()));
        return true;
    }

    @Override
    public synchronized boolean delete(UserId id) {
        return users.remove(id) != null;
    }

    private synchronized void change(UserId id, UnaryOperator<UserRecord> change) {
        users.computeIfPresent(id, (key, user) -> change.apply(user));
    }

    private void checkName(UserRecord user) {
        if (user.name().length() > LONGEST_NAME) {
            throw new OstlerException(ErrorCode.VALUE_OUT_OF_RANGE);
        }
        if (findByName(user.name())
                .filter(other -> !other.id().equals(user.id()))
                .isPresent()) {
            throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", user.name());
        }
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
