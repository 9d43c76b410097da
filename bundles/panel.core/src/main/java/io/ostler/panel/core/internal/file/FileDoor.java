package io.ostler.panel.core.internal.file;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.FileAccessControl;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.InstanceFiles.SftpAccess;
import io.ostler.panel.api.instance.InstanceFiles.Transfer;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.panel.core.internal.task.TaskTable;
import io.ostler.protocol.DaemonFiles;
import io.ostler.protocol.Files.Place;
import io.ostler.protocol.Files.TransferRequest;
import io.ostler.protocol.Tasks.Snapshot;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to an instance's files: the right, the node, what the person may do there. Thread-safe. */
@Component(service = FileDoor.class)
public final class FileDoor {
    private static final Logger LOG = LoggerFactory.getLogger(FileDoor.class);

    private final AccessControl access;
    private final FileAccessControl levels;
    private final InstanceDirectory directory;
    private final NodeTable nodes;
    private final TaskTable tasks;

    @Activate
    public FileDoor(
            @Reference AccessControl access,
            @Reference FileAccessControl levels,
            @Reference InstanceDirectory directory,
            @Reference NodeTable nodes,
            @Reference TaskTable tasks) {
        this.access = access;
        this.levels = levels;
        this.directory = directory;
        this.nodes = nodes;
        this.tasks = tasks;
    }

    /** One call's way in. */
    final class Opened {
        private final Caller caller;
        private final InstanceId instance;
        private final NodeId node;
        private final FileRights rights;

        private Opened(Caller caller, InstanceId instance, NodeId node, FileRights rights) {
            this.caller = caller;
            this.instance = instance;
            this.node = node;
            this.rights = rights;
        }

        FileRights rights() {
            return rights;
        }

        /** {@code NODE_AWAY}. */
        DaemonFiles files() {
            return nodes.daemon(node).files();
        }

        Opened logged(String act) {
            LOG.info("User {} {} at instance {}", caller.name(), act, instance);
            return this;
        }

        /** Whoever asks for the task next finds it, though the daemon's push may come later. */
        CompletableFuture<Snapshot> begun(CompletableFuture<Snapshot> task) {
            return task.thenApply(snapshot -> {
                tasks.put(node, snapshot);
                return snapshot;
            });
        }
    }

    Opened open(Caller caller, InstanceId id, Permission permission) {
        access.require(caller, permission, id);
        return new Opened(caller, id, nodeOf(id), levels.rights(caller, id));
    }

    /** Between instances of one node: their bytes never leave its disk. */
    TransferRequest transfer(Caller caller, InstanceId id, Opened from, Transfer transfer) {
        var to = transfer.target();
        @Nullable Place place = null;
        if (to == null || to.equals(id)) {
            access.require(caller, Permission.FILES_WRITE, id);
        } else {
            var target = open(caller, to, Permission.FILES_WRITE);
            if (!target.node.equals(from.node)) {
                throw OstlerException.of(ErrorCode.CONFLICT, "reason", "the instances are on different nodes");
            }
            place = new Place(to, target.rights());
        }
        return new TransferRequest(
                id, from.rights(), transfer.paths(), place, transfer.folder(), transfer.conflict(), caller.user());
    }

    SftpAccess sftp(Caller caller, InstanceId id) {
        access.require(caller, Permission.FILES_READ, id);
        var node = nodes.find(nodeOf(id)).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        var hello = node.hello();
        if (hello == null) {
            throw OstlerException.of(ErrorCode.NODE_AWAY, "node", node.record().name());
        }
        var door = hello.sftp();
        if (door == null) {
            throw OstlerException.of(ErrorCode.CAPABILITY_MISSING, "capability", "sftp");
        }
        var addresses = node.record().addresses();
        var host = addresses.isEmpty() ? null : URI.create(addresses.getFirst()).getHost();
        return new SftpAccess(host, door.port(), caller.name() + "." + id.value(), door.fingerprint());
    }

    private NodeId nodeOf(InstanceId id) {
        return directory
                .find(id)
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND))
                .node();
    }
}
