package io.ostler.panel.api.access;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whose an instance is, implemented by panel.core from its directory in memory; {@link AccessControl} asks it at each
 * check, so it must answer at once and never block. Thread-safe. The component behind it must not itself need
 * {@link AccessControl}: each would wait for the other.
 */
@ProviderType
public interface Ownership {

    /** Empty when nobody owns it or when it doesn't exist. */
    Optional<UserId> ownerOf(InstanceId instance);

    boolean exists(InstanceId instance);

    /** Empty when it doesn't exist or its node isn't known; a role on a node doesn't count then. */
    default Optional<NodeId> nodeOf(InstanceId instance) {
        return Optional.empty();
    }
}
