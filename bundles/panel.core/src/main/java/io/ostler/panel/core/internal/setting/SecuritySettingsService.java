package io.ostler.panel.core.internal.setting;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
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
                settings.get(ORIGINS),
                settings.get(BLOCKED_ADDRESSES));
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
        BLOCKED_ADDRESSES.checked(next.blockedAddresses());
        if (next.blockedAddresses().stream().anyMatch(block -> block.network().isLoopbackAddress())) {
            throw OstlerException.invalid("blockedAddresses", "this machine itself can't be blocked");
        }
        if (SecuritySettings.isBlocked(next.blockedAddresses(), caller.address())) {
            throw OstlerException.of(ErrorCode.OWN_ADDRESS_BLOCKED, "address", caller.address());
        }
        put(KEY_MODE, next.keyMode());
        put(SESSION_IDLE_HOURS, next.sessionIdleHours());
        put(SESSION_DAYS, next.sessionDays());
        put(PASSWORD_LENGTH, next.passwordLength());
        put(TRUSTED_PROXIES, next.trustedProxies());
        put(ORIGINS, next.origins());
        put(BLOCKED_ADDRESSES, next.blockedAddresses());
    }

    /** What stays keeps coming from where it came from: a configuration file goes on to count. */
    private <T> void put(Setting<T> setting, T value) {
        if (!value.equals(settings.get(setting))) {
            settings.put(setting, value);
        }
    }
}
