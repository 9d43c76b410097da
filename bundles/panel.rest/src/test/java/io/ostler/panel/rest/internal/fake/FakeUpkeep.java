package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.InstanceUpkeep;
import io.ostler.protocol.Care;
import io.ostler.protocol.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Revisions as the house's snapshots have them; tasks that are begun at once. */
public final class FakeUpkeep implements InstanceUpkeep {
    private final FakeHouse house;

    FakeUpkeep(FakeHouse house) {
        this.house = house;
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> install(Caller caller, InstanceId id) {
        return begin(caller, id, Tasks.Kind.INSTALL);
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> update(Caller caller, InstanceId id) {
        return begin(caller, id, Tasks.Kind.UPDATE);
    }

    private CompletableFuture<Tasks.Snapshot> begin(Caller caller, InstanceId id, Tasks.Kind what) {
        house.snapshot(caller, Permission.INSTANCE_UPKEEP, id);
        return CompletableFuture.completedFuture(house.files.addTask(id, caller.user(), what, Tasks.State.RUNNING));
    }

    @Override
    public CompletableFuture<List<Care.Revision>> revisions(Caller caller, InstanceId id) {
        var snapshot = house.snapshot(caller, Permission.INSTANCE_EDIT, id);
        return CompletableFuture.completedFuture(List.of(
                new Care.Revision(snapshot.revision(), caller.user(), Instant.EPOCH),
                new Care.Revision(0, null, Instant.EPOCH)));
    }

    @Override
    public CompletableFuture<Care.RevisionAnswer> revision(Caller caller, InstanceId id, long revision) {
        var snapshot = house.snapshot(caller, Permission.INSTANCE_EDIT, id);
        return snapshot.revision() == revision
                ? CompletableFuture.completedFuture(new Care.RevisionAnswer(
                        new Care.Revision(revision, caller.user(), Instant.EPOCH), snapshot.definition()))
                : CompletableFuture.failedFuture(new OstlerException(ErrorCode.NOT_FOUND));
    }
}
