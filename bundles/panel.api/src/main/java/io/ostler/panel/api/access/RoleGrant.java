package io.ostler.panel.api.access;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A further role of an account. Immutable.
 *
 * @param node null: everywhere; else the role counts for this node and the instances on it
 * @param until null: for good; from this moment on it doesn't count
 */
public record RoleGrant(
        String id,
        UserId user,
        RoleId role,
        @Nullable NodeId node,
        @Nullable Instant until) {}
