package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceCare;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.InstancePort;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Care;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Tasks;
import java.util.List;
import java.util.Optional;

/** Looking after instances, apart from their power: one door to what several classes do. Thread-safe. */
public final class InstanceKeeping implements InstanceCare {

    private final DaemonInstances engine;

    public InstanceKeeping(DaemonInstances engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Care.CrashReport> crash(InstanceId id) {
        throw missing();
    }

    @Override
    public List<Care.Revision> revisions(InstanceId id) {
        throw missing();
    }

    @Override
    public Care.RevisionAnswer revision(InstanceId id, long revision) {
        throw missing();
    }

    @Override
    public List<Care.Deleted> deleted() {
        throw missing();
    }

    @Override
    public InstanceSnapshot restore(InstanceId id) {
        throw missing();
    }

    @Override
    public void purge(InstanceId id) {
        throw missing();
    }

    @Override
    public Tasks.Snapshot upkeep(Care.UpkeepRequest request) {
        throw missing();
    }

    @Override
    public Tasks.Snapshot cloneInstance(Care.CloneRequest request) {
        throw missing();
    }

    @Override
    public List<Integer> freePorts(InstancePort.Protocol protocol, int count) {
        throw missing();
    }

    private OstlerException missing() {
        return OstlerException.of(ErrorCode.CAPABILITY_MISSING, "capability", engine.toString());
    }
}
