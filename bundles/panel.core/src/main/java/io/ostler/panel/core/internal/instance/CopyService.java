package io.ostler.panel.core.internal.instance;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstancePort;
import io.ostler.model.LaunchOptions;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.InstanceCopies;
import io.ostler.panel.api.instance.Instances.Instance;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.core.internal.label.LabelRecords;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.panel.core.internal.task.TaskTable;
import io.ostler.protocol.Care;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Second instances and deleted ones. Thread-safe, doesn't block for nodes. */
@Component(service = InstanceCopies.class)
public final class CopyService implements InstanceCopies {
    private static final Logger LOG = LoggerFactory.getLogger(CopyService.class);
    /** A list that was asked for before a deletion may be told after it: such young ones are never given up. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final AccessControl access;
    private final InstanceRecords records;
    private final LabelRecords labels;
    private final InstanceDirectory directory;
    private final InstanceViews views;
    private final NodeTable nodes;
    private final TaskTable tasks;
    private final AccountNames names;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public CopyService(
            @Reference AccessControl access,
            @Reference InstanceRecords records,
            @Reference LabelRecords labels,
            @Reference InstanceDirectory directory,
            @Reference InstanceViews views,
            @Reference NodeTable nodes,
            @Reference TaskTable tasks,
            @Reference AccountNames names) {
        this.access = access;
        this.records = records;
        this.labels = labels;
        this.directory = directory;
        this.views = views;
        this.nodes = nodes;
        this.tasks = tasks;
        this.names = names;
    }

    @Override
    public CompletableFuture<Begun> copy(Caller caller, InstanceId source, String name, boolean withFiles) {
        access.require(caller, Permission.INSTANCE_VIEW, source);
        var entry = directory.find(source).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        var node = entry.node();
        if (!access.allowsOn(caller, Permission.INSTANCE_CREATE, node)) {
            access.require(caller, Permission.INSTANCE_CREATE);
        }
        var definition = copied(entry.snapshot().definition(), name);
        var daemon = nodes.daemon(node);
        var target = InstanceId.create();
        records.add(new InstanceRecord(target, node, records.ownerOf(source).orElse(null), clock.instant()));
        var written = labels.of(source);
        if (written.revision() > 0) {
            labels.put(target, written.tags(), written.notes(), written.folder(), -1);
        }
        LOG.info("User {} copies instance {} to {}", caller.name(), source, target);
        return daemon.care()
                .cloneInstance(new Care.CloneRequest(source, target, definition, withFiles, caller.user()))
                .whenComplete((task, error) -> {
                    if (error != null && InstanceService.isRefusal(error)) {
                        records.remove(target);
                    }
                })
                .thenApply(task -> {
                    tasks.put(node, task);
                    return new Begun(target, task);
                });
    }

    private static InstanceDefinition copied(InstanceDefinition source, String name) {
        var launch = source.launch();
        var ports = launch.ports().stream()
                .map(port -> new InstancePort(port.name(), port.protocol(), 0))
                .toList();
        return source.withName(name)
                .withLaunch(new LaunchOptions(launch.runAs(), launch.variables(), ports))
                .withCare(source.care().withExpires(null));
    }

    @Override
    public CompletableFuture<List<DeletedInstance>> deleted(Caller caller, NodeId node) {
        return require(caller, node).deleted().thenApply(list -> {
            giveUp(node, list);
            return list.instances().stream()
                    .filter(deleted -> isOf(deleted.instance(), node))
                    .sorted(Comparator.comparing(Care.Deleted::at).reversed())
                    .map(this::view)
                    .toList();
        });
    }

    /** What the node has purged comes back no more. */
    private void giveUp(NodeId node, Care.DeletedList list) {
        var kept = list.instances().stream().map(Care.Deleted::instance).collect(Collectors.toSet());
        var before = clock.instant().minus(YOUNG);
        records.departedOf(node).stream()
                .filter(record -> !kept.contains(record.id()))
                .filter(record -> record.deleted() != null && record.deleted().isBefore(before))
                .forEach(record -> records.remove(record.id()));
    }

    private DeletedInstance view(Care.Deleted deleted) {
        var owner = records.findDeparted(deleted.instance())
                .map(InstanceRecord::owner)
                .orElse(null);
        return new DeletedInstance(
                deleted, owner, owner == null ? null : names.of(owner).orElse(null));
    }

    @Override
    public CompletableFuture<Instance> restore(Caller caller, NodeId node, InstanceId id) {
        var care = require(caller, node);
        requireOf(id, node);
        LOG.info("User {} restores instance {}", caller.name(), id);
        directory.expect(id);
        return care.restore(new Care.Ref(id)).thenApply(snapshot -> {
            directory.put(node, snapshot);
            return directory.find(id).map(views::view).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        });
    }

    @Override
    public CompletableFuture<Void> purge(Caller caller, NodeId node, InstanceId id) {
        var care = require(caller, node);
        requireOf(id, node);
        if (records.exists(id)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        LOG.info("User {} purges the deleted instance {}", caller.name(), id);
        return care.purge(new Care.Ref(id)).thenAccept(done -> records.remove(id));
    }

    private io.ostler.protocol.DaemonCare require(Caller caller, NodeId node) {
        access.requireOn(caller, Permission.INSTANCE_DELETE, node);
        if (nodes.find(node).isEmpty()) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "id", node.value());
        }
        return nodes.daemon(node).care();
    }

    private void requireOf(InstanceId id, NodeId node) {
        if (!isOf(id, node)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
    }

    /** A node speaks of its own instances alone; one that the panel never knew is its own. */
    private boolean isOf(InstanceId id, NodeId node) {
        return records.find(id)
                .or(() -> records.findDeparted(id))
                .map(record -> record.node().equals(node))
                .orElse(true);
    }
}
