package io.ostler.daemon.api.instance;

import io.ostler.model.InstanceId;
import io.ostler.model.InstancePort;
import io.ostler.protocol.Care;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Tasks;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Looking after the instances of this machine, beside their power. Thread-safe; methods may block for the disk. Errors
 * are {@link io.ostler.model.OstlerException}; {@code NOT_FOUND} for what isn't there.
 */
@ProviderType
public interface InstanceCare {

    /** Of the last run that ended by itself with an error; empty when there is none, or somebody has started it since. */
    Optional<Care.CrashReport> crash(InstanceId id);

    /** Newest first. */
    List<Care.Revision> revisions(InstanceId id);

    Care.RevisionAnswer revision(InstanceId id, long revision);

    /** Deleted ones that can be restored. */
    List<Care.Deleted> deleted();

    /** {@code CONFLICT} when the id is taken again. */
    InstanceSnapshot restore(InstanceId id);

    /** Takes a deleted one away for good. */
    void purge(InstanceId id);

    /** Begins an install or update task; {@code INSTANCE_RUNNING} unless at rest. */
    Tasks.Snapshot upkeep(Care.UpkeepRequest request);

    /** Begins a copy; {@code CONFLICT} when the target exists. */
    Tasks.Snapshot cloneInstance(Care.CloneRequest request);

    /** Numbers of the node's range that no instance has and nothing listens on at this moment. */
    List<Integer> freePorts(InstancePort.Protocol protocol, int count);
}
