package io.ostler.panel.auth.oidc.internal;

import io.ostler.panel.api.provider.SettingField;
import io.ostler.panel.api.provider.SettingField.Kind;
import java.util.Locale;
import java.util.ResourceBundle;

/** Fields of forms with their texts. Stateless. */
final class Fields {
    private final ResourceBundle texts;

    Fields(Locale locale) {
        texts = ResourceBundle.getBundle(
                "io.ostler.panel.auth.oidc.internal.texts",
                locale,
                Fields.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String text(String key) {
        return texts.getString(key);
    }

    SettingField needed(String name) {
        return SettingField.of(name, Kind.TEXT, true, text(name), text(name + ".hint"));
    }

    SettingField text(String name, String fallback) {
        return SettingField.of(name, Kind.TEXT, false, text(name), text(name + ".hint"))
                .withFallback(fallback);
    }

    SettingField secret(String name) {
        return SettingField.of(name, Kind.SECRET, false, text(name), text(name + ".hint"));
    }

    SettingField flag(String name) {
        return SettingField.of(name, Kind.FLAG, false, text(name), text(name + ".hint"));
    }
}
