package io.ostler.panel.auth.oidc.internal;

import io.ostler.panel.api.provider.AuthProvider;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.SettingField;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;

/** The type {@code oauth2}, for providers that know no OpenID Connect. Thread-safe. */
@Component
public final class OAuth2Type implements AuthProviderType {

    @Override
    public String id() {
        return "oauth2";
    }

    @Override
    public Way way() {
        return Way.REDIRECT;
    }

    @Override
    public String name(Locale locale) {
        return new Fields(locale).text("oauth2");
    }

    @Override
    public List<SettingField> fields(Locale locale) {
        var fields = new Fields(locale);
        return List.of(
                fields.needed("authorizeAddress"),
                fields.needed("tokenAddress"),
                fields.needed("userAddress"),
                fields.needed("clientId"),
                fields.secret("clientSecret"),
                fields.text("scopes", ""),
                fields.needed("subjectField").withFallback("id"),
                fields.text("nameField", "login"),
                fields.text("displayNameField", "name"),
                fields.text("emailField", "email"),
                fields.text("groupsField", ""),
                fields.flag("privateNetwork"));
    }

    @Override
    public AuthProvider open(ProviderSettings settings) {
        return new OAuth2Provider(settings);
    }
}
