package io.ostler.panel.rest.internal.fake;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.api.setting.Setting;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Settings that nobody keeps. */
public final class FakeSettings implements PanelSettings, SecuritySettings {
    private final Map<Setting<?>, Object> values = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("unchecked") // put under its own setting only
    public <T> T get(Setting<T> setting) {
        return (T) values.getOrDefault(setting, setting.fallback());
    }

    @Override
    public <T> void put(Setting<T> setting, T value) {
        values.put(setting, setting.checked(value));
    }

    @Override
    public <T> void configured(Setting<T> setting, T value) {
        values.putIfAbsent(setting, value);
    }

    @Override
    public Listening listen(Consumer<Setting<?>> listener) {
        return () -> {};
    }

    @Override
    public Security get(Caller caller) {
        return new Security(
                get(KEY_MODE),
                get(SESSION_IDLE_HOURS),
                get(SESSION_DAYS),
                get(PASSWORD_LENGTH),
                get(TRUSTED_PROXIES),
                get(ORIGINS),
                get(BLOCKED_ADDRESSES));
    }

    @Override
    public void change(Caller caller, Security next) {
        put(KEY_MODE, next.keyMode());
        put(SESSION_IDLE_HOURS, next.sessionIdleHours());
        put(SESSION_DAYS, next.sessionDays());
        put(PASSWORD_LENGTH, next.passwordLength());
        put(TRUSTED_PROXIES, next.trustedProxies());
        put(ORIGINS, next.origins());
        put(BLOCKED_ADDRESSES, next.blockedAddresses());
    }
}
