package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.detect.Detection;
import io.ostler.daemon.api.instance.InstanceCare;
import io.ostler.protocol.Care;
import io.ostler.protocol.DaemonCare;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages.Done;
import io.ostler.protocol.Tasks;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Looking after instances, for one panel. Thread-safe, does not block. */
final class CareCalls implements DaemonCare {
    private final Gate gate;
    private final DaemonWork work;

    CareCalls(Gate gate, DaemonWork work) {
        this.gate = gate;
        this.work = work;
    }

    @Override
    public CompletableFuture<Care.CrashAnswer> crash(Care.Ref instance) {
        return on(care -> new Care.CrashAnswer(care.crash(instance.instance())
                .map(report -> work.withFindings(report, instance.instance()))
                .orElse(null)));
    }

    @Override
    public CompletableFuture<Care.Revisions> revisions(Care.Ref instance) {
        return on(care -> new Care.Revisions(care.revisions(instance.instance())));
    }

    @Override
    public CompletableFuture<Care.RevisionAnswer> revision(Care.RevisionRef ref) {
        return on(care -> care.revision(ref.instance(), ref.revision()));
    }

    @Override
    public CompletableFuture<Care.DeletedList> deleted() {
        return on(care -> new Care.DeletedList(care.deleted()));
    }

    @Override
    public CompletableFuture<InstanceSnapshot> restore(Care.Ref instance) {
        return on(care -> care.restore(instance.instance()));
    }

    @Override
    public CompletableFuture<Done> purge(Care.Ref instance) {
        return on(care -> {
            care.purge(instance.instance());
            return new Done();
        });
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> upkeep(Care.UpkeepRequest request) {
        return gate.known(p -> work.begin(InstanceCare.class, care -> care.upkeep(request)));
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> cloneInstance(Care.CloneRequest request) {
        return gate.known(p -> work.begin(InstanceCare.class, care -> care.cloneInstance(request)));
    }

    @Override
    public CompletableFuture<Done> applyFix(Care.FixRequest request) {
        return gate.known(p -> work.onPart(Detection.class, detection -> {
            detection.apply(request);
            return new Done();
        }));
    }

    @Override
    public CompletableFuture<Care.FreePorts> freePorts(Care.PortQuestion question) {
        return on(care -> new Care.FreePorts(care.freePorts(question.protocol(), question.count())));
    }

    private <T> CompletableFuture<T> on(Function<InstanceCare, T> call) {
        return gate.known(p -> work.onPart(InstanceCare.class, call));
    }
}
