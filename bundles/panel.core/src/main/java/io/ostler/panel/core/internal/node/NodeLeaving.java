package io.ostler.panel.core.internal.node;

import io.ostler.model.NodeId;
import io.ostler.panel.api.access.RolePermissions;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.problem.FindingTable;
import io.ostler.panel.core.internal.task.TaskTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What goes with a node. Thread-safe. */
@Component(service = NodeLeaving.class)
public final class NodeLeaving {
    private final NodeTable nodes;
    private final InstanceDirectory directory;
    private final DirectoryMemory memory;
    private final TaskTable tasks;
    private final FindingTable findings;
    private final StreamRevoker revoker;
    private final RolePermissions roles;
    private final Events events;

    @Activate
    public NodeLeaving(
            @Reference NodeTable nodes,
            @Reference InstanceDirectory directory,
            @Reference DirectoryMemory memory,
            @Reference TaskTable tasks,
            @Reference FindingTable findings,
            @Reference StreamRevoker revoker,
            @Reference RolePermissions roles,
            @Reference Events events) {
        this.nodes = nodes;
        this.directory = directory;
        this.memory = memory;
        this.tasks = tasks;
        this.findings = findings;
        this.revoker = revoker;
        this.roles = roles;
        this.events = events;
    }

    /** Its instances first: after a crash in between the node is still there to be removed again. */
    void leave(NodeId id) {
        directory.forgetNode(id);
        nodes.remove(id);
        // What it said in the meantime.
        directory.forgetNode(id);
        memory.forget(id);
        tasks.forgetNode(id);
        findings.forgetNode(id);
        revoker.forget(id);
        roles.forget(id);
        events.publish(Topic.NODES, "removed", id.value());
    }
}
