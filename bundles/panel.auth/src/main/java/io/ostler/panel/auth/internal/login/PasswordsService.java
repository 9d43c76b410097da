package io.ostler.panel.auth.internal.login;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.auth.internal.AuthConfig;
import io.ostler.panel.auth.internal.Bounds;
import io.ostler.panel.auth.internal.password.Hashing;
import io.ostler.panel.auth.internal.password.PasswordPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Policy and hash of new passwords, and the question for the present one. Thread-safe. */
@Component(configurationPid = AuthConfig.PID)
public final class PasswordsService implements Passwords {
    private final Hashing hashing;
    private final Logins logins;
    private final PasswordPolicy policy;

    @Activate
    public PasswordsService(
            AuthConfig config,
            @Reference Hashing hashing,
            @Reference Logins logins,
            @Reference PanelSettings settings) {
        this.hashing = hashing;
        this.logins = logins;
        settings.configured(
                SecuritySettings.PASSWORD_LENGTH, Bounds.within("password.min", config.password_min(), 8, 64));
        policy = new PasswordPolicy(() -> settings.get(SecuritySettings.PASSWORD_LENGTH));
    }

    @Override
    public String hash(String userName, String password) {
        policy.check(userName, password);
        return hashing.hash(password);
    }

    @Override
    public void verify(UserId user, String password, String address) {
        logins.confirm(user, password, address);
    }
}
