package io.ostler.panel.api.access;

import io.ostler.model.InstanceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an API key may at most; never more than its account may. Immutable.
 *
 * @param key id of the key (no secret)
 * @param permissions names; null: all that the account has. Whoever may do anything with an instance may see it
 * @param instances null: all that the account may use; else nothing without an instance but {@code account.self} to
 *     read who one is
 */
public record KeyScope(
        String key,
        @Nullable Set<String> permissions,
        @Nullable Set<InstanceId> instances) {

    public KeyScope {
        permissions = permissions == null ? null : Set.copyOf(permissions);
        instances = instances == null ? null : Set.copyOf(instances);
    }

    public boolean allows(Permission permission, @Nullable InstanceId instance) {
        return names(permission)
                && (instances == null
                        || (instance == null
                                ? permission.reach() == Permission.Reach.SELF
                                : instances.contains(instance)));
    }

    /** Whether the permission itself was chosen when the key was made, not just all that the account has. */
    public boolean namesExpressly(Permission permission) {
        return permissions != null && permissions.contains(permission.text());
    }

    /** Whether the permission is in it, without regard to instances. */
    public boolean names(Permission permission) {
        return permissions == null
                || permissions.contains(permission.text())
                || (permission == Permission.INSTANCE_VIEW
                        && permissions.stream().anyMatch(name -> name.startsWith("instance.")));
    }
}
