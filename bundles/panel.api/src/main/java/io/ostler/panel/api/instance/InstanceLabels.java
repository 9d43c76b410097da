package io.ostler.panel.api.instance;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.instance.Instances.Instance;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What is written on instances, and until when they may run. Thread-safe. */
@ProviderType
public interface InstanceLabels {

    /** {@code INSTANCE_VIEW}. */
    Labels get(Caller caller, InstanceId id);

    /**
     * {@code INSTANCE_EDIT} or {@code INSTANCE_RENAME}; blocks for storage. {@code PRECONDITION_FAILED} when the revision
     * is not the present one.
     */
    Instance put(Caller caller, InstanceId id, List<String> tags, String notes, List<String> folder, long ifRevision);

    /** {@code INSTANCE_EDIT}; the daemon stores it and holds to it while the panel is away. Null: never. */
    CompletableFuture<Instance> expire(Caller caller, InstanceId id, @Nullable Instant expires);
}
