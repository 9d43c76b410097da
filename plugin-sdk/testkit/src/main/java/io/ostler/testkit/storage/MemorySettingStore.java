package io.ostler.testkit.storage;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.store.SettingStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Settings in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemorySettingStore implements SettingStore {
    private static final int LONGEST = 32_000;

    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public void put(String name, String value) {
        values.put(name, checked(value));
    }

    @Override
    public boolean putIfAbsent(String name, String value) {
        return values.putIfAbsent(name, checked(value)) == null;
    }

    private static String checked(String value) {
        if (value.length() > LONGEST) {
            throw OstlerException.of(ErrorCode.VALUE_OUT_OF_RANGE, "rule", "at most " + LONGEST + " characters");
        }
        return value;
    }
}
