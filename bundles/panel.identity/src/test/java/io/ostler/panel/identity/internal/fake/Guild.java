package io.ostler.panel.identity.internal.fake;

import io.ostler.panel.api.provider.AuthProvider;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.provider.PasswordProvider;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.SettingField;
import io.ostler.panel.api.provider.SettingField.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A type of providers that lets everybody in whose password is the setting {@code word}, and counts what is closed. */
public final class Guild implements AuthProviderType {
    public final List<AuthProvider> open = new ArrayList<>();

    @Override
    public String id() {
        return "guild";
    }

    @Override
    public Way way() {
        return Way.PASSWORD;
    }

    @Override
    public String name(Locale locale) {
        return "Guild";
    }

    @Override
    public List<SettingField> fields(Locale locale) {
        return List.of(SettingField.of("word", Kind.SECRET, true, "Word", ""));
    }

    @Override
    public AuthProvider open(ProviderSettings settings) {
        var word = settings.secret("word");
        var provider = new PasswordProvider() {
            @Override
            public Optional<ExternalIdentity> authenticate(String name, String password) {
                return password.equals(word)
                        ? Optional.of(new ExternalIdentity(name, name, "", null, false, List.of("builders")))
                        : Optional.empty();
            }

            @Override
            public void test() {
                // always well
            }

            @Override
            public void close() {
                open.remove(this);
            }
        };
        open.add(provider);
        return provider;
    }
}
