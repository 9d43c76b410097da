package io.ostler.panel.api.access;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings permissions of a plug-in: register it as an OSGi service. From then on roles and API keys can hold them and
 * {@link io.ostler.panel.api.rest.RequiresPermission} can name them; with the service they go. A name that is taken, by
 * us or by another bundle, is left out with a warning in the log. Called once, when the service comes.
 */
@ConsumerType
public interface PermissionContributor {

    Collection<Permission> permissions();

    /**
     * Words for them, from the plug-in's own message files: {@code NAME.title} and {@code NAME.description} for each, and
     * {@code group} for the whole. What is missing is shown by its name.
     */
    default Map<String, String> words(Locale locale) {
        return Map.of();
    }
}
