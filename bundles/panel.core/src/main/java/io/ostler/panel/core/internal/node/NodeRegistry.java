package io.ostler.panel.core.internal.node;

import io.ostler.link.enrol.EnrolmentKey;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceState;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.node.Nodes;
import io.ostler.panel.api.node.PanelKey;
import io.ostler.panel.api.store.NodeStore;
import io.ostler.panel.api.store.NodeStore.EnrolmentRecord;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.protocol.NodeSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry as people see it, with their rights. Thread-safe. */
@Component(service = Nodes.class)
public final class NodeRegistry implements Nodes {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRegistry.class);
    private static final Duration KEY_LIFE = Duration.ofHours(1);

    private final AccessControl access;
    private final NodeTable nodes;
    private final NodeStore store;
    private final InstanceDirectory directory;
    private final NodeLeaving leaving;
    private final PanelKey panelKey;
    private final Events events;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public NodeRegistry(
            @Reference AccessControl access,
            @Reference NodeTable nodes,
            @Reference NodeStore store,
            @Reference InstanceDirectory directory,
            @Reference NodeLeaving leaving,
            @Reference PanelKey panelKey,
            @Reference Events events) {
        this.access = access;
        this.nodes = nodes;
        this.store = store;
        this.directory = directory;
        this.leaving = leaving;
        this.panelKey = panelKey;
        this.events = events;
    }

    @Override
    public List<Node> list(Caller caller) {
        access.requireSomewhere(caller, Permission.NODE_VIEW);
        boolean all = access.allows(caller, Permission.NODE_VIEW, null);
        return nodes.all().stream()
                .filter(state -> all
                        || access.allowsOn(
                                caller, Permission.NODE_VIEW, state.record().id()))
                .map(this::view)
                .sorted(Comparator.comparing(n -> n.node().name(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    @Override
    public Node get(Caller caller, NodeId id) {
        access.requireOn(caller, Permission.NODE_VIEW, id);
        return view(find(id));
    }

    @Override
    public Enrolment createEnrolment(Caller caller, @Nullable String name, String panelAddress) {
        access.require(caller, Permission.NODE_MANAGE);
        if (name != null) {
            NodeRules.checkName(name);
        }
        var key = EnrolmentKey.create(panelKey.fingerprint());
        var now = clock.instant();
        store.insertEnrolment(new EnrolmentRecord(key.hash(), name, now, now.plus(KEY_LIFE)));
        LOG.info("User {} made an enrolment key", caller.name());
        return new Enrolment(
                key.text(), "bin/ostler enrol --panel " + panelAddress + " --key " + key.text(), now.plus(KEY_LIFE));
    }

    @Override
    public Joined join(JoinRequest request, String address) {
        var joined = new Joining(store, nodes, panelKey, clock).join(request);
        LOG.info("Node {} ({}) joined from {}", joined.node(), request.name(), address);
        events.publish(Topic.NODES, "changed", joined.node().value());
        return joined;
    }

    @Override
    public Node change(Caller caller, NodeId id, @Nullable String name, @Nullable List<String> addresses) {
        access.requireOn(caller, Permission.NODE_MANAGE, id);
        var known = find(id);
        if (name != null) {
            NodeRules.checkName(name);
        }
        var record = new NodeRecord(
                id,
                name == null ? known.record().name() : name,
                known.record().publicKey(),
                addresses == null ? known.record().addresses() : NodeRules.checkAddresses(addresses),
                known.record().enrolled());
        var changed = nodes.change(record);
        events.publish(Topic.NODES, "changed", id.value());
        directory.touch(id);
        return view(changed);
    }

    @Override
    public void remove(Caller caller, NodeId id) {
        access.requireOn(caller, Permission.NODE_MANAGE, id);
        var state = remote(id);
        if (!directory.of(id).isEmpty()) {
            throw OstlerException.of(
                    ErrorCode.NODE_HAS_INSTANCES,
                    "count",
                    Integer.toString(directory.of(id).size()));
        }
        leaving.leave(id);
        LOG.info("User {} removed node {}", caller.name(), state.record().name());
    }

    @Override
    public void forget(Caller caller, NodeId id) {
        access.requireOn(caller, Permission.NODE_MANAGE, id);
        var state = remote(id);
        if (state.link() != null) {
            throw OstlerException.of(ErrorCode.CONFLICT, "reason", "the node is linked: delete its instances first");
        }
        int count = directory.of(id).size();
        leaving.leave(id);
        LOG.info(
                "User {} forgot node {} with {} instances",
                caller.name(),
                state.record().name(),
                count);
    }

    @Override
    public CompletableFuture<NodeSettings> settings(Caller caller, NodeId id) {
        access.requireOn(caller, Permission.NODE_VIEW, id);
        return nodes.daemon(find(id).record().id()).settings();
    }

    @Override
    public CompletableFuture<NodeSettings> changeSettings(Caller caller, NodeId id, NodeSettings settings) {
        access.requireOn(caller, Permission.NODE_MANAGE, id);
        var daemon = nodes.daemon(find(id).record().id());
        LOG.info("User {} changes the settings of node {}: {}", caller.name(), id, settings);
        return daemon.changeSettings(settings);
    }

    private NodeState remote(NodeId id) {
        var state = find(id);
        if (state.isLocal()) {
            throw OstlerException.of(ErrorCode.CONFLICT, "reason", "the node of this very process can't be removed");
        }
        return state;
    }

    private NodeState find(NodeId id) {
        return nodes.find(id).orElseThrow(() -> OstlerException.of(ErrorCode.NOT_FOUND, "id", id.value()));
    }

    private Node view(NodeState state) {
        var snapshots = directory.of(state.record().id());
        return new Node(
                state.record(),
                state.isLocal(),
                state.link() != null,
                state.since(),
                state.reason(),
                state.hello(),
                state.sample(),
                state.seen(),
                state.latency(),
                state.clockSkew(),
                snapshots.size(),
                (int) snapshots.stream()
                        .filter(s -> s.state() instanceof InstanceState.Running)
                        .count());
    }
}
