package io.ostler.panel.auth.oidc.internal;

import io.ostler.panel.api.provider.AuthProvider;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.SettingField;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;

/** The type {@code oidc}. The library is loaded when somebody signs in. Thread-safe. */
@Component
public final class OidcType implements AuthProviderType {

    @Override
    public String id() {
        return "oidc";
    }

    @Override
    public Way way() {
        return Way.REDIRECT;
    }

    @Override
    public String name(Locale locale) {
        return new Fields(locale).text("oidc");
    }

    @Override
    public List<SettingField> fields(Locale locale) {
        var fields = new Fields(locale);
        return List.of(
                fields.needed("issuer"),
                fields.needed("clientId"),
                fields.secret("clientSecret"),
                fields.text("scopes", "openid profile email"),
                fields.text("nameClaim", "preferred_username"),
                fields.text("groupsClaim", "groups"),
                fields.flag("privateNetwork"));
    }

    @Override
    public AuthProvider open(ProviderSettings settings) {
        return new OidcProvider(settings);
    }
}
