package io.ostler.testkit.storage;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.PasskeyStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passkeys in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemoryPasskeyStore implements PasskeyStore {
    private final Map<String, PasskeyRecord> passkeys = new LinkedHashMap<>();

    @Override
    public synchronized boolean insert(PasskeyRecord passkey) {
        boolean named = of(passkey.user()).stream().anyMatch(p -> p.name().equalsIgnoreCase(passkey.name()));
        return !named && passkeys.putIfAbsent(passkey.id(), passkey) == null;
    }

    @Override
    public synchronized Optional<PasskeyRecord> find(String id) {
        return Optional.ofNullable(passkeys.get(id));
    }

    @Override
    public synchronized List<PasskeyRecord> of(UserId user) {
        return passkeys.values().stream().filter(p -> p.user().equals(user)).toList();
    }

    @Override
    public synchronized boolean used(String id, long count, Instant at) {
        var p = passkeys.get(id);
        if (p == null || !(p.count() < count || (p.count() == 0 && count == 0))) {
            return false;
        }
        passkeys.put(id, new PasskeyRecord(id, p.user(), p.name(), p.host(), p.publicKey(), count, p.created(), at));
        return true;
    }

    @Override
    public synchronized boolean rename(UserId user, String id, String name) {
        var p = passkeys.get(id);
        boolean taken = of(user).stream()
                .anyMatch(other -> !other.id().equals(id) && other.name().equalsIgnoreCase(name));
        if (p == null || !p.user().equals(user) || taken) {
            return false;
        }
        passkeys.put(
                id, new PasskeyRecord(id, user, name, p.host(), p.publicKey(), p.count(), p.created(), p.lastUsed()));
        return true;
    }

    @Override
    public synchronized boolean delete(UserId user, String id) {
        var passkey = passkeys.get(id);
        return passkey != null && passkey.user().equals(user) && passkeys.remove(id) != null;
    }
}
