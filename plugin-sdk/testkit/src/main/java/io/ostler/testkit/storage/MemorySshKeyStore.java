package io.ostler.testkit.storage;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.SshKeys.SshKey;
import io.ostler.panel.api.store.SshKeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Public keys in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemorySshKeyStore implements SshKeyStore {
    private final List<SshKey> keys = new ArrayList<>();

    @Override
    public synchronized boolean insert(SshKey key) {
        boolean taken = of(key.user()).stream()
                .anyMatch(known -> known.fingerprint().equals(key.fingerprint())
                        || known.name().equalsIgnoreCase(key.name()));
        return !taken && keys.add(key);
    }

    @Override
    public synchronized List<SshKey> of(UserId user) {
        return keys.stream().filter(key -> key.user().equals(user)).toList();
    }

    @Override
    public synchronized boolean delete(UserId user, String id) {
        return keys.removeIf(key -> key.user().equals(user) && key.id().equals(id));
    }

    @Override
    public synchronized void used(String id, Instant at) {
        keys.replaceAll(key -> key.id().equals(id)
                ? new SshKey(key.id(), key.user(), key.name(), key.text(), key.fingerprint(), key.created(), at)
                : key);
    }
}
