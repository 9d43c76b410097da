package io.ostler.panel.api.access;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Nobody gives what they lack, and nobody manages an account that holds more than they do. What somebody holds for a
 * time alone counts for neither: it would outlive its time. Thread-safe; answers from memory.
 */
@ProviderType
public interface GrantRules {

    /**
     * {@code FORBIDDEN} with the first permission that is missing; {@code INVALID_REQUEST} for a role that doesn't exist.
     *
     * @param node null: everywhere
     */
    void requireGivable(Caller caller, RoleId role, @Nullable NodeId node);

    /** The same for single permissions: names that hold everywhere and names that hold for one's own instances. */
    void requireGivable(Caller caller, Set<String> permissions, Set<String> own);

    /**
     * {@code FORBIDDEN} unless the caller holds all that the account holds by its role and by grants; always allowed for
     * oneself. For everything by which an account can be taken over or lost: password, second factors, role, deletion.
     */
    void requireAbove(Caller caller, UserId user, RoleId role);
}
