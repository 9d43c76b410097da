package io.ostler.testkit.provider;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.provider.AuthProvider;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.SettingField;
import io.ostler.panel.api.provider.SettingField.Kind;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The example: members of a forum sign in with their name and password there. A bundle adds {@code @Component}. */
final class ForumType implements AuthProviderType {

    @Override
    public String id() {
        return "forum";
    }

    @Override
    public Way way() {
        return Way.PASSWORD;
    }

    @Override
    public String name(Locale locale) {
        return "Forum";
    }

    @Override
    public List<SettingField> fields(Locale locale) {
        return List.of(
                SettingField.of("address", Kind.TEXT, true, "Address of the forum", "With https."),
                SettingField.of("key", Kind.SECRET, true, "Key", "The forum's administrators hand it out."));
    }

    @Override
    public AuthProvider open(ProviderSettings settings) {
        try {
            return new ForumProvider(new URI(settings.required("address")), settings.required("key"));
        } catch (java.net.URISyntaxException e) {
            throw OstlerException.invalid("address", "an address with https");
        }
    }
}
