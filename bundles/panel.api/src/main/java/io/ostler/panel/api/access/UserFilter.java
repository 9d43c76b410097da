package io.ostler.panel.api.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts; what is null or empty asks nothing. Immutable.
 *
 * @param text words that all occur in name, display name or e-mail address, without regard to case
 * @param roles any of them
 * @param disabled whether they may not sign in now
 * @param neverSignedIn only those
 */
public record UserFilter(
        @Nullable String text, Set<RoleId> roles, @Nullable Boolean disabled, boolean neverSignedIn) {
    public static final UserFilter ALL = new UserFilter(null, Set.of(), null, false);

    /** Who can put everything right. */
    public static final UserFilter ACTIVE_ADMINISTRATORS =
            new UserFilter(null, Set.of(RoleId.ADMINISTRATOR), false, false);

    public UserFilter {
        roles = Set.copyOf(roles);
    }
}
