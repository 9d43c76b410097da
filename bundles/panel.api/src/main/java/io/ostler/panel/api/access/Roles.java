package io.ostler.panel.api.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Roles as people manage them; {@link Permission#ROLE_MANAGE} unless said. Nobody makes or changes a role that contains
 * what they lack. Thread-safe, blocks for storage.
 */
@ProviderType
public interface Roles {
    int MOST = 200;

    /** What people write of a role. */
    record Draft(String name, String description, Set<String> permissions, Set<String> own) {
        public Draft {
            permissions = Set.copyOf(permissions);
            own = Set.copyOf(own);
        }
    }

    /** The built-in ones first, then by name; {@link Permission#USER_MANAGE} is enough to see them. */
    List<Role> list(Caller caller);

    Optional<Role> find(Caller caller, RoleId id);

    /** How many accounts have a role as theirs or by a grant; roles that nobody has are left out. */
    Map<RoleId, Integer> holders(Caller caller);

    /**
     * The id comes of the name. {@code NAME_TAKEN}, {@code INVALID_REQUEST}, {@code VALUE_OUT_OF_RANGE} beyond
     * {@value #MOST}, {@code FORBIDDEN} with the permission that the caller lacks.
     */
    Role create(Caller caller, Draft draft);

    /** {@code PRECONDITION_FAILED} for another revision; {@code CONFLICT} for a built-in one. Who loses rights by it loses streams at once. */
    Role change(Caller caller, RoleId id, long revision, Draft draft);

    /**
     * {@code ROLE_IN_USE} when somebody has it and no replacement is named; {@code ROLE_MAPPED} when a way to sign in
     * gives it; {@code CONFLICT} for a built-in one.
     *
     * @param replacement takes its place with all who have it; the caller must be able to give it
     */
    void delete(Caller caller, RoleId id, @Nullable RoleId replacement);
}
