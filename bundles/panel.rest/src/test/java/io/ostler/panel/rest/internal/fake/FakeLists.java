package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.batch.Batches;
import io.ostler.panel.api.instance.InstanceCopies;
import io.ostler.panel.api.instance.InstanceLabels;
import io.ostler.panel.api.instance.Instances.Instance;
import io.ostler.panel.api.instance.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Labels, copies and batches in memory, above the fake house. */
public final class FakeLists implements InstanceLabels, InstanceCopies, Batches {
    public final Map<InstanceId, Labels> labels = new ConcurrentHashMap<>();
    public final Map<String, Batch> batches = new ConcurrentHashMap<>();
    public volatile Order lastOrder;
    public volatile Instant lastExpiry;

    private final FakeHouse house;

    public FakeLists(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Labels get(Caller caller, InstanceId id) {
        house.get(caller, id);
        return labels.getOrDefault(id, Labels.NONE);
    }

    @Override
    public Instance put(
            Caller caller, InstanceId id, List<String> tags, String notes, List<String> folder, long ifRevision) {
        house.snapshot(caller, Permission.INSTANCE_RENAME, id);
        if (get(caller, id).revision() != ifRevision) {
            throw new OstlerException(ErrorCode.PRECONDITION_FAILED);
        }
        var written = new Labels(tags, notes, folder, ifRevision + 1);
        labels.put(id, written);
        var i = house.get(caller, id);
        return new Instance(
                i.snapshot(), i.node(), i.nodeName(), i.owner(), i.ownerName(), i.stale(), i.seen(), written);
    }

    @Override
    public CompletableFuture<Instance> expire(Caller caller, InstanceId id, Instant expires) {
        house.snapshot(caller, Permission.INSTANCE_EDIT, id);
        lastExpiry = expires;
        return CompletableFuture.completedFuture(house.get(caller, id));
    }

    @Override
    public CompletableFuture<Begun> copy(Caller caller, InstanceId source, String name, boolean withFiles) {
        house.snapshot(caller, Permission.INSTANCE_CREATE, source);
        return CompletableFuture.failedFuture(new OstlerException(ErrorCode.CAPABILITY_MISSING));
    }

    @Override
    public CompletableFuture<List<DeletedInstance>> deleted(Caller caller, NodeId node) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<Instance> restore(Caller caller, NodeId node, InstanceId id) {
        return CompletableFuture.failedFuture(new OstlerException(ErrorCode.NOT_FOUND));
    }

    @Override
    public CompletableFuture<Void> purge(Caller caller, NodeId node, InstanceId id) {
        return CompletableFuture.failedFuture(new OstlerException(ErrorCode.NOT_FOUND));
    }

    @Override
    public Batch begin(Caller caller, Order order) {
        lastOrder = order;
        var items = order.instances() == null
                ? List.<Item>of()
                : order.instances().stream()
                        .map(id -> new Item(id, "x", Phase.WAITING, null, Map.of()))
                        .toList();
        var batch = new Batch(
                "b" + batches.size(), caller.user(), caller.name(), order.action(), items, Instant.EPOCH, null);
        batches.put(batch.id(), batch);
        return batch;
    }

    @Override
    public List<Batch> list(Caller caller) {
        return batches.values().stream()
                .filter(b -> b.user().equals(caller.user()))
                .toList();
    }

    @Override
    public Batch get(Caller caller, String id) {
        return list(caller).stream()
                .filter(b -> b.id().equals(id))
                .findAny()
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    @Override
    public void remove(Caller caller, String id) {
        batches.remove(get(caller, id).id());
    }
}
