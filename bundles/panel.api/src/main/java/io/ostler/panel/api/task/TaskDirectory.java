package io.ostler.panel.api.task;

import io.ostler.model.InstanceId;
import io.ostler.model.TaskId;
import io.ostler.panel.api.access.Caller;
import io.ostler.protocol.Tasks.Snapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tasks of all nodes, kept in memory from what the daemons say. People see the tasks of the instances whose files they
 * may read. Thread-safe. Changes are published as events of topic {@code tasks}.
 */
@ProviderType
public interface TaskDirectory {

    /** Newest first, at most 500. @param instance null: of all */
    List<Snapshot> list(Caller caller, @Nullable InstanceId instance);

    /** Whether its node is away: what is known of it is what it was then. */
    boolean isStale(TaskId id);

    /** {@code NOT_FOUND} also for a task of somebody else's instance. */
    Snapshot get(Caller caller, TaskId id);

    /** One's own, or with {@code FILES_WRITE} on the instance. */
    CompletableFuture<Snapshot> cancel(Caller caller, TaskId id);
}
