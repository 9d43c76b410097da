package io.ostler.panel.api.instance;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.instance.Instances.Instance;
import io.ostler.protocol.Care;
import io.ostler.protocol.Tasks;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Second instances and deleted ones. Thread-safe, doesn't block for nodes. Futures fail with
 * {@link io.ostler.model.OstlerException}; {@code NODE_AWAY}, {@code NODE_TIMEOUT}, {@code CAPABILITY_MISSING}.
 */
@ProviderType
public interface InstanceCopies {

    /** @param owner whom the panel will give it back to, null: nobody */
    record DeletedInstance(
            Care.Deleted deleted,
            @Nullable UserId owner,
            @Nullable String ownerName) {}

    /** @param id of the new instance */
    record Begun(InstanceId id, Tasks.Snapshot task) {}

    /**
     * {@code INSTANCE_CREATE}, and {@code INSTANCE_VIEW} of the source. The copy is on the same node, has new ports, the
     * source's owner and labels, never starts by itself, and never expires.
     */
    CompletableFuture<Begun> copy(Caller caller, InstanceId source, String name, boolean withFiles);

    /** {@code INSTANCE_DELETE} on all; lately deleted first. */
    CompletableFuture<List<DeletedInstance>> deleted(Caller caller, NodeId node);

    /** {@code INSTANCE_DELETE} on all. It comes back with owner, members and labels; {@code NOT_FOUND} once purged. */
    CompletableFuture<Instance> restore(Caller caller, NodeId node, InstanceId id);

    /** {@code INSTANCE_DELETE} on all. For good. */
    CompletableFuture<Void> purge(Caller caller, NodeId node, InstanceId id);
}
