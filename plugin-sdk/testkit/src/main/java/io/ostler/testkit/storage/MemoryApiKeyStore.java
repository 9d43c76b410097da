package io.ostler.testkit.storage;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.ApiKeys.ApiKey;
import io.ostler.panel.api.store.ApiKeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** API keys in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemoryApiKeyStore implements ApiKeyStore {
    private final List<KeyRecord> keys = new ArrayList<>();
    private int reads;

    @Override
    public synchronized boolean insert(KeyRecord stored) {
        boolean taken = of(stored.key().user()).stream()
                .anyMatch(known -> known.name().equalsIgnoreCase(stored.key().name()));
        return !taken && keys.add(stored);
    }

    @Override
    public synchronized Optional<KeyRecord> findBySecretHash(String secretHash) {
        reads++;
        return keys.stream().filter(key -> key.secretHash().equals(secretHash)).findFirst();
    }

    @Override
    public synchronized Optional<KeyRecord> find(String id) {
        reads++;
        return keys.stream().filter(key -> key.key().id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<ApiKey> of(UserId user) {
        return keys.stream()
                .map(KeyRecord::key)
                .filter(key -> key.user().equals(user))
                .toList();
    }

    @Override
    public synchronized List<ApiKey> all() {
        return keys.stream().map(KeyRecord::key).toList();
    }

    @Override
    public synchronized boolean delete(String id) {
        return keys.removeIf(key -> key.key().id().equals(id));
    }

    @Override
    public synchronized void used(String id, Instant at, String address) {
        keys.replaceAll(stored -> stored.key().id().equals(id) ? used(stored, at, address) : stored);
    }

    /** How often single keys were read. */
    public synchronized int reads() {
        return reads;
    }

    private static KeyRecord used(KeyRecord stored, Instant at, String address) {
        var key = stored.key();
        return new KeyRecord(
                new ApiKey(
                        key.id(),
                        key.user(),
                        key.name(),
                        key.permissions(),
                        key.instances(),
                        key.addresses(),
                        key.created(),
                        key.expires(),
                        at,
                        address),
                stored.secretHash());
    }
}
