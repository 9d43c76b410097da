package io.ostler.panel.api.access;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** What roles hold now, for the panel's inside: it checks no right. Thread-safe; answers from memory. */
@ProviderType
public interface RolePermissions {

    boolean exists(RoleId role);

    /** Whether the role holds the permission everywhere. A role that is gone holds nothing. */
    boolean holds(RoleId role, Permission permission);

    /** What the role holds everywhere, by name; of a built-in role with what plug-ins bring. */
    Set<String> permissions(RoleId role);

    /** What the role holds for instances that one owns, by name. */
    Set<String> own(RoleId role);

    /** Roles or grants were changed in the store by another than us: reads them anew. Blocks for storage. */
    void changed();

    /** The account is gone: so are its grants. Blocks for storage. */
    void forget(UserId user);

    /** The node is gone: so are the grants on it. Blocks for storage. */
    void forget(NodeId node);
}
