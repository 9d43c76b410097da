package io.ostler.panel.api.access;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What somebody may do with an instance that isn't theirs, implemented by panel.core from the members of instances in
 * memory; {@link AccessControl} asks it at each check, so it must answer at once and never block. Thread-safe. The
 * component behind it must not itself need {@link AccessControl}: each would wait for the other.
 */
@ProviderType
public interface InstanceGrants {

    /**
     * What was granted to the user as a member of the instance; empty for everybody else. A member may always see the
     * instance: {@link Permission#INSTANCE_VIEW} is contained then. Nothing beyond {@link Permission.Reach#OWNER} counts.
     */
    Set<Permission> permissions(UserId user, InstanceId instance);

    /** Who is a member of some instance by that role: what the role holds reaches them, too. */
    default Set<UserId> holders(RoleId role) {
        return Set.of();
    }
}
