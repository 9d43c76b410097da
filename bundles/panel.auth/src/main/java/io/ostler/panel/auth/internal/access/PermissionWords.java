package io.ostler.panel.auth.internal.access;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.PermissionContributor;
import io.ostler.panel.api.access.Permissions.Words;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Permissions in people's words: ours from message files beside this class, others' from who brings them. Stateless. */
final class PermissionWords {
    private static final Logger LOG = LoggerFactory.getLogger(PermissionWords.class);
    private static final int LONGEST = 500;

    private PermissionWords() {}

    static Words of(Permission permission, @Nullable PermissionContributor contributor, Locale locale) {
        return contributor == null ? own(permission, locale) : foreign(permission, contributor, locale);
    }

    private static Words own(Permission permission, Locale locale) {
        var texts = ResourceBundle.getBundle(
                "io.ostler.panel.auth.internal.access.permissions",
                locale,
                PermissionWords.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        var name = permission.text();
        if (!texts.containsKey(name + ".title")) {
            return new Words(plugin(name), plugin(name), name, "");
        }
        var group = texts.getString(name + ".group");
        return new Words(
                group,
                texts.getString("group." + group),
                texts.getString(name + ".title"),
                texts.getString(name + ".description"));
    }

    private static Words foreign(Permission permission, PermissionContributor contributor, Locale locale) {
        var name = permission.text();
        var group = plugin(name);
        Map<String, String> words = Map.of();
        try {
            words = contributor.words(locale);
        } catch (RuntimeException e) {
            // Another bundle's code: a list of permissions is worth more than its words.
            LOG.warn("{} has no words for its permissions", contributor.getClass(), e);
        }
        return new Words(
                group,
                text(words, "group", group),
                text(words, name + ".title", name),
                text(words, name + ".description", ""));
    }

    private static String text(Map<String, String> words, String key, String otherwise) {
        var text = words.get(key);
        return text == null || text.isBlank() || text.length() > LONGEST ? otherwise : text;
    }

    private static String plugin(String name) {
        return name.substring(0, name.indexOf('.'));
    }
}
