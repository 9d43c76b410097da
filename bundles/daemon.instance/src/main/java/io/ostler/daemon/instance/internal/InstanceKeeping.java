package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.detect.Detection;
import io.ostler.daemon.api.instance.InstanceCare;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.InstanceId;
import io.ostler.model.InstancePort;
import io.ostler.protocol.Care;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Tasks;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Looking after instances, apart from their power: one door to what several classes do. Thread-safe. */
@Component(service = InstanceCare.class)
public final class InstanceKeeping implements InstanceCare {

    private final DaemonInstances engine;
    private volatile @Nullable TaskBoard board;
    private volatile @Nullable Detection detection;

    @Activate
    public InstanceKeeping(@Reference DaemonInstances engine) {
        this.engine = engine;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addBoard(TaskBoard added) {
        board = added;
    }

    void removeBoard(TaskBoard removed) {
        if (removed.equals(board)) {
            board = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addDetection(Detection added) {
        detection = added;
    }

    void removeDetection(Detection removed) {
        if (removed.equals(detection)) {
            detection = null;
        }
    }

    @Override
    public Optional<Care.CrashReport> crash(InstanceId id) {
        var detectors = detection;
        return shelf().get(id)
                .power()
                .crash()
                .map(report -> new Care.CrashReport(
                        report.exit(),
                        report.cause(),
                        report.lines(),
                        report.starts(),
                        detectors == null ? List.of() : detectors.findings(id)));
    }

    @Override
    public List<Care.Revision> revisions(InstanceId id) {
        var instance = shelf().get(id).instance();
        synchronized (instance) {
            instance.requirePresent();
            return instance.revisions();
        }
    }

    @Override
    public Care.RevisionAnswer revision(InstanceId id, long revision) {
        var instance = shelf().get(id).instance();
        synchronized (instance) {
            instance.requirePresent();
            return instance.revision(revision);
        }
    }

    @Override
    public List<Care.Deleted> deleted() {
        return shelf().deleted().list();
    }

    @Override
    public InstanceSnapshot restore(InstanceId id) {
        return shelf().restore(id);
    }

    @Override
    public void purge(InstanceId id) {
        shelf().deleted().purge(id);
    }

    @Override
    public Tasks.Snapshot upkeep(Care.UpkeepRequest request) {
        var entry = shelf().get(request.instance());
        return new InstanceUpkeep(engine.parts(), board())
                .begin(entry.instance(), entry.power(), request.what(), request.user());
    }

    @Override
    public Tasks.Snapshot cloneInstance(Care.CloneRequest request) {
        return new InstanceCloning(shelf(), board()).begin(request);
    }

    @Override
    public List<Integer> freePorts(InstancePort.Protocol protocol, int count) {
        return shelf().ports().free(protocol, count);
    }

    private InstanceShelf shelf() {
        return engine.shelf();
    }

    private TaskBoard board() {
        var present = board;
        if (present == null) {
            throw InstanceCloning.missing("tasks");
        }
        return present;
    }
}
