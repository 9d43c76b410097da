package io.ostler.panel.api.access;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
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

    /** Whether they hold it everywhere or on some node; which one is to be asked for each. */
    default boolean allowsSomewhere(Caller caller, Permission permission) {
        return allows(caller, permission, null);
    }

    /** {@code FORBIDDEN} unless they hold it everywhere or on some node. */
    default void requireSomewhere(Caller caller, Permission permission) {
        if (!allowsSomewhere(caller, permission)) {
            throw OstlerException.of(ErrorCode.FORBIDDEN, "permission", permission.text());
        }
    }

    /** Whether they hold it everywhere or on that node. */
    default boolean allowsOn(Caller caller, Permission permission, NodeId node) {
        return allows(caller, permission, null);
    }

    /**
     * {@code NOT_FOUND} when the caller may not even see the node, as if there were none; {@code FORBIDDEN} when they may
     * see it but not do this there.
     */
    default void requireOn(Caller caller, Permission permission, NodeId node) {
        if (allowsOn(caller, permission, node)) {
            return;
        }
        throw allowsOn(caller, Permission.NODE_VIEW, node)
                ? OstlerException.of(ErrorCode.FORBIDDEN, "permission", permission.text())
                : OstlerException.of(ErrorCode.NOT_FOUND, "id", node.value());
    }
}
