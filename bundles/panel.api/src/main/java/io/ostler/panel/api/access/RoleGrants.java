package io.ostler.panel.api.access;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Further roles of accounts, everywhere or on one node, for good or for a time; {@link Permission#USER_MANAGE}. Nobody
 * gives or takes what they lack. Thread-safe, blocks for storage.
 */
@ProviderType
public interface RoleGrants {
    int MOST_OF_A_USER = 50;

    /** Those that count now, the first to end first. */
    List<RoleGrant> of(Caller caller, UserId user);

    /** @throws io.ostler.model.OstlerException {@code NOT_FOUND} (user, node), {@code INVALID_REQUEST}, {@code FORBIDDEN} */
    RoleGrant give(Caller caller, UserId user, RoleId role, @Nullable NodeId node, @Nullable Instant until);

    /** Streams that rest on it end. {@code NOT_FOUND}. */
    void take(Caller caller, UserId user, String id);
}
