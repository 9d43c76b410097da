package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.StopAction;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.node.Nodes;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.NodeSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One node with instances in memory; everything succeeds that the caller may do. */
public final class FakeHouse implements Instances, Nodes {
    public final NodeId node = NodeId.create();
    private volatile NodeRecord record = new NodeRecord(node, "local", "", List.of(), Instant.EPOCH);
    public final Map<InstanceId, InstanceSnapshot> snapshots = new ConcurrentHashMap<>();
    /** Counts what got through to a service. */
    public final AtomicInteger calls = new AtomicInteger();

    public volatile Instances.TicketRequest lastTicket;
    /** What power answers instead, when set. */
    public volatile CompletableFuture<Instance> powerAnswer;

    public volatile NodeId forgotten;
    public volatile NodeSettings settings = NodeSettings.DEFAULT;
    public volatile InstanceDefinition lastDefinition;
    public final FakeFiles files;
    public final FakeMembers members;

    private final FakePeople people;

    public FakeHouse(FakePeople people) {
        this.people = people;
        this.files = new FakeFiles(this, people);
        this.members = new FakeMembers(people);
    }

    public InstanceId addInstance(String name, Users owner) {
        var id = InstanceId.create();
        people.owners.put(id, owner.id());
        put(id, name, 1);
        return id;
    }

    /** An owner by the one thing that counts here. */
    public record Users(UserId id) {}

    public void put(InstanceId id, String name, long revision) {
        snapshots.put(
                id,
                new InstanceSnapshot(
                        id, definition(name), revision, new InstanceState.Stopped(null), revision, Instant.EPOCH));
    }

    public static InstanceDefinition definition(String name) {
        return new InstanceDefinition(
                name,
                "process",
                List.of("./server", "--port", "1"),
                "",
                Map.of("A", "b"),
                false,
                new StopAction.Command("stop"),
                Duration.ofSeconds(30),
                "UTF-8",
                InstanceDefinition.LineEnd.LF,
                false,
                FilePolicy.FREE);
    }

    private Instance view(InstanceSnapshot snapshot) {
        var owner = people.owners.get(snapshot.id());
        return new Instance(snapshot, node, "local", owner, owner == null ? null : "owner", false, Instant.EPOCH);
    }

    InstanceSnapshot snapshot(Caller caller, Permission permission, InstanceId id) {
        calls.incrementAndGet();
        people.require(caller, permission, id);
        return Optional.ofNullable(snapshots.get(id)).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    // ---- instances

    @Override
    public Page list(Caller caller, Query query) {
        var seen = snapshots.values().stream()
                .filter(s -> people.allows(caller, Permission.INSTANCE_VIEW, s.id()))
                .sorted(Comparator.comparing(s -> s.definition().name()))
                .map(this::view)
                .toList();
        return new Page(seen.stream().limit(query.limit()).toList(), null, seen.size());
    }

    @Override
    public Instance get(Caller caller, InstanceId id) {
        return view(snapshot(caller, Permission.INSTANCE_VIEW, id));
    }

    @Override
    public CompletableFuture<Instance> create(
            Caller caller, NodeId onNode, InstanceDefinition definition, UserId owner) {
        calls.incrementAndGet();
        people.require(caller, Permission.INSTANCE_CREATE);
        var id = InstanceId.create();
        people.owners.put(id, caller.user());
        snapshots.put(id, new InstanceSnapshot(id, definition, 1, new InstanceState.Stopped(null), 1, Instant.EPOCH));
        return CompletableFuture.supplyAsync(() -> view(snapshots.get(id)));
    }

    @Override
    public CompletableFuture<Instance> update(
            Caller caller, InstanceId id, InstanceDefinition definition, long ifRevision) {
        var former = snapshot(caller, Permission.INSTANCE_RENAME, id);
        if (former.revision() != ifRevision) {
            return CompletableFuture.failedFuture(new OstlerException(ErrorCode.PRECONDITION_FAILED));
        }
        lastDefinition = definition;
        put(id, definition.name(), former.revision() + 1);
        return CompletableFuture.completedFuture(view(snapshots.get(id)));
    }

    @Override
    public Instance changeOwner(Caller caller, InstanceId id, UserId owner) {
        var snapshot = snapshot(caller, Permission.INSTANCE_EDIT, id);
        people.owners.put(id, owner == null ? people.admin.id() : owner);
        return view(snapshot);
    }

    @Override
    public CompletableFuture<Void> delete(Caller caller, InstanceId id, boolean withFiles) {
        snapshots.remove(snapshot(caller, Permission.INSTANCE_DELETE, id).id());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Instance> power(Caller caller, InstanceId id, PowerAction action) {
        var snapshot = snapshot(caller, Permission.INSTANCE_POWER, id);
        return powerAnswer != null ? powerAnswer : CompletableFuture.completedFuture(view(snapshot));
    }

    @Override
    public CompletableFuture<Void> sendLine(Caller caller, InstanceId id, String line) {
        snapshot(caller, Permission.CONSOLE_WRITE, id);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public IssuedTicket issueTicket(Caller caller, InstanceId id, TicketRequest request) {
        snapshot(caller, Permission.CONSOLE_READ, id);
        lastTicket = request;
        return new IssuedTicket("header.payload.signature", List.of(""), Instant.EPOCH);
    }

    // ---- nodes

    private Node node() {
        return new Node(record, true, true, Instant.EPOCH, null, null, null, null, null, null, snapshots.size(), 0);
    }

    @Override
    public List<Node> list(Caller caller) {
        people.require(caller, Permission.NODE_VIEW);
        return List.of(node());
    }

    @Override
    public Node get(Caller caller, NodeId id) {
        people.require(caller, Permission.NODE_VIEW);
        if (!id.equals(node)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        return node();
    }

    @Override
    public Enrolment createEnrolment(Caller caller, String name, String panelAddress) {
        return new Enrolment("key", "ostler enrol --panel " + panelAddress, Instant.EPOCH);
    }

    @Override
    public Joined join(JoinRequest request, String address) {
        throw new OstlerException(ErrorCode.ENROLMENT_REFUSED);
    }

    @Override
    public Node change(Caller caller, NodeId id, String name, List<String> addresses) {
        get(caller, id);
        record = new NodeRecord(node, name == null ? record.name() : name, "", addresses, Instant.EPOCH);
        return node();
    }

    @Override
    public void remove(Caller caller, NodeId id) {
        get(caller, id);
    }

    @Override
    public void forget(Caller caller, NodeId id) {
        forgotten = get(caller, id).node().id();
    }

    @Override
    public CompletableFuture<NodeSettings> settings(Caller caller, NodeId id) {
        get(caller, id);
        return CompletableFuture.completedFuture(settings);
    }

    @Override
    public CompletableFuture<NodeSettings> changeSettings(Caller caller, NodeId id, NodeSettings next) {
        get(caller, id);
        settings = next;
        return CompletableFuture.completedFuture(next);
    }
}
