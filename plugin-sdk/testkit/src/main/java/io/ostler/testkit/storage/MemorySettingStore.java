package io.ostler.testkit.storage;

import io.ostler.panel.api.store.SettingStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Settings in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemorySettingStore implements SettingStore {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public void put(String name, String value) {
        values.put(name, value);
    }

    @Override
    public boolean putIfAbsent(String name, String value) {
        return values.putIfAbsent(name, value) == null;
    }
}
