package io.ostler.panel.rest.internal.fake;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Preferences;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Preferences in memory. */
public final class FakePreferences implements Preferences {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    private static String key(Caller caller, String key) {
        return caller.user() + " " + key;
    }

    @Override
    public Optional<String> get(Caller caller, String key) {
        return Optional.ofNullable(values.get(key(caller, key)));
    }

    @Override
    public void put(Caller caller, String key, String json) {
        values.put(key(caller, key), json);
    }

    @Override
    public void delete(Caller caller, String key) {
        values.remove(key(caller, key));
    }
}
