package io.ostler.panel.auth.internal;

import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.setting.Setting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Settings that nobody keeps. Thread-safe. */
public final class MemorySettings implements PanelSettings {
    private final Map<Setting<?>, Object> values = new ConcurrentHashMap<>();
    private final List<Consumer<Setting<?>>> listeners = new CopyOnWriteArrayList<>();

    @Override
    @SuppressWarnings("unchecked") // put under its own setting only
    public <T> T get(Setting<T> setting) {
        return (T) values.getOrDefault(setting, setting.fallback());
    }

    @Override
    public <T> void put(Setting<T> setting, T value) {
        values.put(setting, setting.checked(value));
        listeners.forEach(listener -> listener.accept(setting));
    }

    @Override
    public <T> void configured(Setting<T> setting, T value) {
        values.putIfAbsent(setting, value);
    }

    @Override
    public Listening listen(Consumer<Setting<?>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
