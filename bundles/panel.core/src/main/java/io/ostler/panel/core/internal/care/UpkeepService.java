package io.ostler.panel.core.internal.care;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.InstanceUpkeep;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.panel.core.internal.task.TaskTable;
import io.ostler.protocol.Care;
import io.ostler.protocol.DaemonCare;
import io.ostler.protocol.Tasks;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right, then the daemon's answer. Thread-safe, doesn't block for nodes. */
@Component(service = InstanceUpkeep.class)
public final class UpkeepService implements InstanceUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(UpkeepService.class);

    private final AccessControl access;
    private final InstanceDirectory directory;
    private final NodeTable nodes;
    private final TaskTable tasks;

    @Activate
    public UpkeepService(
            @Reference AccessControl access,
            @Reference InstanceDirectory directory,
            @Reference NodeTable nodes,
            @Reference TaskTable tasks) {
        this.access = access;
        this.directory = directory;
        this.nodes = nodes;
        this.tasks = tasks;
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
        access.require(caller, Permission.INSTANCE_UPKEEP, id);
        LOG.info("User {} begins {} of instance {}", caller.name(), what, id);
        var node = node(id);
        return nodes.daemon(node)
                .care()
                .upkeep(new Care.UpkeepRequest(id, what, caller.user()))
                .thenApply(task -> {
                    tasks.put(node, task);
                    return task;
                });
    }

    @Override
    public CompletableFuture<List<Care.Revision>> revisions(Caller caller, InstanceId id) {
        return daemon(caller, id).revisions(new Care.Ref(id)).thenApply(Care.Revisions::revisions);
    }

    @Override
    public CompletableFuture<Care.RevisionAnswer> revision(Caller caller, InstanceId id, long revision) {
        return daemon(caller, id).revision(new Care.RevisionRef(id, revision));
    }

    private DaemonCare daemon(Caller caller, InstanceId id) {
        access.require(caller, Permission.INSTANCE_EDIT, id);
        return nodes.daemon(node(id)).care();
    }

    private NodeId node(InstanceId id) {
        return directory
                .find(id)
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND))
                .node();
    }
}
