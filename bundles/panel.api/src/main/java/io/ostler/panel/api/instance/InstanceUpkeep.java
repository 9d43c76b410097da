package io.ostler.panel.api.instance;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.protocol.Care;
import io.ostler.protocol.Tasks;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installing and updating what instances run, and their earlier definitions. Thread-safe, doesn't block for nodes. Futures
 * fail with {@link io.ostler.model.OstlerException}; {@code NODE_AWAY}, {@code NODE_TIMEOUT}, {@code CAPABILITY_MISSING}.
 */
@ProviderType
public interface InstanceUpkeep {

    /** {@code INSTANCE_UPKEEP}; {@code INSTANCE_RUNNING} unless it is at rest. */
    CompletableFuture<Tasks.Snapshot> install(Caller caller, InstanceId id);

    /** As {@link #install}. */
    CompletableFuture<Tasks.Snapshot> update(Caller caller, InstanceId id);

    /** {@code INSTANCE_EDIT}; newest first. */
    CompletableFuture<List<Care.Revision>> revisions(Caller caller, InstanceId id);

    /** {@code INSTANCE_EDIT}: it holds the secrets of its time. {@code NOT_FOUND} for one that isn't kept. */
    CompletableFuture<Care.RevisionAnswer> revision(Caller caller, InstanceId id, long revision);
}
