package io.ostler.panel.api.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** All permissions that there are now: the built-in ones and those of plug-ins. Thread-safe; answers from memory. */
@ProviderType
public interface Permissions {

    /** The built-in ones first, then those of plug-ins by name. */
    List<Permission> all();

    /** Empty for a name that nobody knows, or no more. */
    Optional<Permission> find(String text);

    /**
     * A permission in people's words.
     *
     * @param group code of the group in which it is shown, {@code groupTitle} in words
     */
    record Words(String group, String groupTitle, String title, String description) {}

    /** The name stands in for what nobody wrote in that language nor in English. */
    default Words words(Permission permission, Locale locale) {
        return new Words("", "", permission.text(), "");
    }
}
