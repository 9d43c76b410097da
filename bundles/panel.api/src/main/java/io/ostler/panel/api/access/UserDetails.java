package io.ostler.panel.api.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account has beyond name, role and password; all of it may be missing. Immutable.
 *
 * @param displayName what people call them
 * @param email unique among accounts without regard to case
 * @param banReason why the account is disabled
 * @param disabledUntil when it is enabled again by itself, null: when somebody does so
 */
public record UserDetails(
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String banReason,
        @Nullable Instant disabledUntil) {
    public static final UserDetails NONE = new UserDetails(null, null, null, null);

    /** The same for an account that may sign in. */
    public UserDetails withoutBan() {
        return new UserDetails(displayName, email, null, null);
    }
}
