package io.ostler.panel.core.internal.setting;

import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.api.setting.Setting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The right, then the settings. Thread-safe. */
@Component(service = SecuritySettings.class)
public final class SecuritySettingsService implements SecuritySettings {
    private final AccessControl access;
    private final PanelSettings settings;

    @Activate
    public SecuritySettingsService(@Reference AccessControl access, @Reference PanelSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    @Override
    public Security get(Caller caller) {
        access.require(caller, Permission.PANEL_MANAGE);
        return new Security(
                settings.get(KEY_MODE),
                settings.get(SESSION_IDLE_HOURS),
                settings.get(SESSION_DAYS),
                settings.get(PASSWORD_LENGTH),
                settings.get(TRUSTED_PROXIES),
                settings.get(ORIGINS));
    }

    @Override
    public void change(Caller caller, Security next) {
        access.require(caller, Permission.PANEL_MANAGE);
        // All are checked before the first is kept.
        KEY_MODE.checked(next.keyMode());
        SESSION_IDLE_HOURS.checked(next.sessionIdleHours());
        SESSION_DAYS.checked(next.sessionDays());
        PASSWORD_LENGTH.checked(next.passwordLength());
        TRUSTED_PROXIES.checked(next.trustedProxies());
        ORIGINS.checked(next.origins());
        put(KEY_MODE, next.keyMode());
        put(SESSION_IDLE_HOURS, next.sessionIdleHours());
        put(SESSION_DAYS, next.sessionDays());
        put(PASSWORD_LENGTH, next.passwordLength());
        put(TRUSTED_PROXIES, next.trustedProxies());
        put(ORIGINS, next.origins());
    }

    /** What stays keeps coming from where it came from: a configuration file goes on to count. */
    private <T> void put(Setting<T> setting, T value) {
        if (!value.equals(settings.get(setting))) {
            settings.put(setting, value);
        }
    }
}
