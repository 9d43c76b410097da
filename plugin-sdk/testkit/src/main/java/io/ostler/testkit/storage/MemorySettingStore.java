package io.ostler.testkit.storage;

import io.ostler.panel.api.store.SettingStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Settings in memory. Thread-safe. */
public final class MemorySettingStore implements SettingStore {
    private final Map<String, String> settings = new ConcurrentHashMap<>();

    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    @Override
    public void put(String name, String value) {
        settings.put(name, value);
    }

    @Override
    public boolean putIfAbsent(String name, String value) {
        return settings.putIfAbsent(name, value) == null;
    }
}
