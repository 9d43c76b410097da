package io.ostler.panel.api.access;

import java.util.Set;

/**
 * What somebody may do, under a name. Immutable.
 *
 * @param permissions names that hold everywhere; also such whose plug-in is gone, they count again when it is back
 * @param own names that hold for instances that one owns
 * @param builtIn whether it is one of {@link RoleId#BUILT_IN}: its name and description are codes for message files then
 * @param revision grows with each change; 0 for built-in ones
 */
public record Role(
        RoleId id,
        String name,
        String description,
        Set<String> permissions,
        Set<String> own,
        boolean builtIn,
        long revision) {

    public Role {
        permissions = Set.copyOf(permissions);
        own = Set.copyOf(own);
    }
}
