package io.ostler.panel.core.internal.node;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.node.NodeLinks;
import io.ostler.panel.api.node.NodeTargets;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.panel.core.internal.attendance.AttendanceTable;
import io.ostler.panel.core.internal.audit.ActTable;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.node.NodeState.OpenLink;
import io.ostler.panel.core.internal.problem.FindingTable;
import io.ostler.panel.core.internal.task.TaskTable;
import io.ostler.panel.core.internal.usage.UsageTable;
import io.ostler.protocol.Acts;
import io.ostler.protocol.ConsoleWork;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.Metrics;
import io.ostler.protocol.PanelApi;
import io.ostler.protocol.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where links report to: keeps the table of nodes and the directory of instances in step with what daemons say.
 * Thread-safe; messages of one link arrive one after another.
 */
@Component(service = {NodeLinks.class, NodeTargets.class})
public final class NodeHub implements NodeLinks, NodeTargets {
    private static final Logger LOG = LoggerFactory.getLogger(NodeHub.class);

    private final NodeTable nodes;
    private final InstanceDirectory directory;
    private final DirectoryMemory memory;
    private final TaskTable tasks;
    private final FindingTable findings;
    private final UsageTable usages;
    private final AttendanceTable attendance;
    private final ActTable acts;
    private final GrantReview grants;
    private final StreamRevoker revoker;
    private final SignInDoor signIns;
    private final Events events;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public NodeHub(
            @Reference NodeTable nodes,
            @Reference InstanceDirectory directory,
            @Reference DirectoryMemory memory,
            @Reference TaskTable tasks,
            @Reference FindingTable findings,
            @Reference UsageTable usages,
            @Reference AttendanceTable attendance,
            @Reference ActTable acts,
            @Reference GrantReview grants,
            @Reference StreamRevoker revoker,
            @Reference SignInDoor signIns,
            @Reference Events events) {
        this.nodes = nodes;
        this.directory = directory;
        this.memory = memory;
        this.tasks = tasks;
        this.findings = findings;
        this.usages = usages;
        this.attendance = attendance;
        this.acts = acts;
        this.grants = grants;
        this.revoker = revoker;
        this.signIns = signIns;
        this.events = events;
        nodes.all()
                .forEach(node -> directory.remember(
                        node.record().id(), memory.read(node.record().id())));
    }

    @Deactivate
    void close() {
        nodes.all().forEach(node -> keep(node.record().id()));
    }

    @Override
    public Linked linked(NodeId node, Messages.DaemonHello hello, DaemonApi daemon) {
        var link = new OpenLink(new Object(), daemon);
        nodes.update(node, state -> state.linked(link, hello, clock.instant()));
        directory.replace(node, hello.instances());
        tasks.replace(node, hello.tasks());
        // Told anew with each link, after the hello.
        findings.forgetNode(node);
        attendance.forgetNode(node);
        keep(node);
        LOG.info(
                "Node {} is linked: Ostler {}, {} instances",
                node,
                hello.version(),
                hello.instances().size());
        changed(node);
        revoker.linked(node, link);
        grants.review(node, link);
        return new LinkedNode(node, link);
    }

    @Override
    public void unreachable(NodeId node, String reason) {
        nodes.find(node).filter(state -> !reason.equals(state.reason())).ifPresent(state -> {
            nodes.update(node, known -> known.away(reason, clock.instant()));
            LOG.warn("Node {} can't be reached: {}", state.record().name(), reason);
            changed(node);
        });
    }

    @Override
    public void adoptLocal(NodeId node, String name) {
        if (nodes.find(node).isEmpty()) {
            nodes.add(new NodeRecord(node, freeName(name), "", List.of(), clock.instant()));
            changed(node);
        }
    }

    private String freeName(String wanted) {
        String name = wanted;
        for (int i = 2; isTaken(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return nodes.all().stream().anyMatch(n -> n.record().name().equalsIgnoreCase(name));
    }

    @Override
    public List<NodeRecord> remote() {
        return nodes.all().stream()
                .filter(node -> !node.isLocal())
                .map(NodeState::record)
                .toList();
    }

    @Override
    public AutoCloseable listen(Runnable changed) {
        return nodes.listen(changed);
    }

    private void keep(NodeId node) {
        memory.write(node, directory.of(node));
    }

    private void changed(NodeId node) {
        events.publish(Topic.NODES, "changed", node.value());
        directory.touch(node);
        tasks.touch(node);
    }

    /** One link's reports; those that come after a newer link opened change nothing. */
    private final class LinkedNode implements Linked, PanelApi {
        private final NodeId node;
        private final OpenLink link;

        private LinkedNode(NodeId node, OpenLink link) {
            this.node = node;
            this.link = link;
        }

        private boolean isCurrent() {
            return nodes.isOpen(node, link);
        }

        @Override
        public PanelApi events() {
            return this;
        }

        @Override
        public void instanceChanged(InstanceSnapshot snapshot) {
            if (isCurrent()) {
                directory.put(node, snapshot);
            }
        }

        @Override
        public void instanceRemoved(Messages.InstanceRemoved removed) {
            if (isCurrent()) {
                directory.remove(node, removed.id());
                findings.forget(node, removed.id());
            }
        }

        @Override
        public void nodeSample(Messages.NodeSample sample) {
            if (isCurrent()) {
                nodes.update(node, state -> state.sampled(sample, clock.instant()));
                events.publish(Topic.NODES, "changed", node.value());
            }
        }

        @Override
        public void instanceSamples(Metrics.Samples samples) {
            if (isCurrent()) {
                usages.put(node, samples);
            }
        }

        @Override
        public void taskChanged(Tasks.Snapshot snapshot) {
            if (isCurrent()) {
                tasks.put(node, snapshot);
            }
        }

        @Override
        public void findingsChanged(Findings told) {
            if (isCurrent()) {
                findings.put(node, told);
            }
        }

        @Override
        public void taskRemoved(Tasks.Removed removed) {
            if (isCurrent()) {
                tasks.remove(node, removed);
            }
        }

        @Override
        public void presenceChanged(ConsoleWork.Presence presence) {
            if (isCurrent()) {
                attendance.put(node, presence);
            }
        }

        @Override
        public CompletableFuture<Messages.Done> typed(ConsoleWork.Typed typed) {
            return isCurrent()
                    ? attendance.typed(node, typed)
                    : CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY));
        }

        @Override
        public CompletableFuture<Messages.Done> acted(Acts.Batch batch) {
            return isCurrent()
                    ? acts.acted(node, batch)
                    : CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY));
        }

        @Override
        public CompletableFuture<Messages.DoorPass> signIn(Messages.DoorLogin login) {
            return isCurrent()
                    ? signIns.signIn(node, login)
                    : CompletableFuture.failedFuture(new OstlerException(ErrorCode.LOGIN_FAILED));
        }

        @Override
        public void measured(Duration latency, Duration clockSkew) {
            if (isCurrent()) {
                nodes.update(node, state -> state.measured(latency, clockSkew, clock.instant()));
            }
        }

        @Override
        public void lost(String reason) {
            if (isCurrent()) {
                nodes.update(node, state -> state.away(reason, clock.instant()));
                attendance.forgetNode(node);
                keep(node);
                usages.forget(node);
                LOG.warn("Node {} was lost: {}", node, reason);
                changed(node);
            }
        }
    }
}
