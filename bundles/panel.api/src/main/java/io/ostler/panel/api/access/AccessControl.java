package io.ostler.panel.api.access;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The one place that says yes or no. Thread-safe; answers from memory. */
@ProviderType
public interface AccessControl {

    /** {@code FORBIDDEN} unless the caller holds the permission without regard to an instance. */
    void require(Caller caller, Permission permission);

    /**
     * {@code NOT_FOUND} when the caller may not even see the instance, {@code FORBIDDEN} when they may see it but not
     * do this: nobody learns of an instance from an error.
     */
    void require(Caller caller, Permission permission, InstanceId instance);

    /** @param instance null for permissions without one */
    boolean allows(Caller caller, Permission permission, @Nullable InstanceId instance);

    /** Whether they hold it everywhere or on that node. */
    default boolean allowsOn(Caller caller, Permission permission, NodeId node) {
        return allows(caller, permission, null);
    }

    /** {@code FORBIDDEN} unless they hold it everywhere or on that node. */
    default void requireOn(Caller caller, Permission permission, NodeId node) {
        if (!allowsOn(caller, permission, node)) {
            require(caller, permission);
        }
    }
}
