package io.ostler.panel.auth.ldap.internal;

import io.ostler.panel.api.provider.AuthProvider;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.SettingField;
import io.ostler.panel.api.provider.SettingField.Choice;
import io.ostler.panel.api.provider.SettingField.Kind;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.osgi.service.component.annotations.Component;

/** The type {@code ldap}. The library is loaded when a provider is opened. Thread-safe. */
@Component
public final class LdapType implements AuthProviderType {

    @Override
    public String id() {
        return "ldap";
    }

    @Override
    public Way way() {
        return Way.PASSWORD;
    }

    @Override
    public String name(Locale locale) {
        return texts(locale).getString("type");
    }

    @Override
    public List<SettingField> fields(Locale locale) {
        var texts = texts(locale);
        return List.of(
                field(texts, "addresses", Kind.LIST, true),
                field(texts, "protection", Kind.CHOICE, true)
                        .withFallback("starttls")
                        .withChoices(List.of(choice(texts, "starttls"), choice(texts, "ldaps"), choice(texts, "none"))),
                field(texts, "certificate", Kind.LONG_TEXT, false),
                field(texts, "bindName", Kind.TEXT, false),
                field(texts, "bindPassword", Kind.SECRET, false),
                field(texts, "userBase", Kind.TEXT, true),
                field(texts, "userFilter", Kind.TEXT, true).withFallback("(&(objectClass=person)(uid={name}))"),
                field(texts, "subject", Kind.TEXT, true).withFallback("entryUUID"),
                field(texts, "name", Kind.TEXT, true).withFallback("uid"),
                field(texts, "displayName", Kind.TEXT, false).withFallback("cn"),
                field(texts, "email", Kind.TEXT, false).withFallback("mail"),
                field(texts, "groupBase", Kind.TEXT, false),
                field(texts, "groupFilter", Kind.TEXT, false)
                        .withFallback("(|(member={dn})(uniqueMember={dn})(memberUid={name}))"));
    }

    @Override
    public AuthProvider open(ProviderSettings settings) {
        return LdapProvider.of(settings);
    }

    private static SettingField field(ResourceBundle texts, String name, Kind kind, boolean required) {
        return SettingField.of(name, kind, required, texts.getString(name), texts.getString(name + ".hint"));
    }

    private static Choice choice(ResourceBundle texts, String value) {
        return new Choice(value, texts.getString("protection." + value));
    }

    private static ResourceBundle texts(Locale locale) {
        return ResourceBundle.getBundle(
                "io.ostler.panel.auth.ldap.internal.texts",
                locale.getLanguage().isEmpty() ? Locale.ENGLISH : locale,
                LdapType.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
