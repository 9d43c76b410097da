package io.ostler.panel.core.internal.instance;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.Files;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of instances: the right, then the daemon's answer. Thread-safe, doesn't block. */
@Component(service = InstanceFiles.class)
public final class FileService implements InstanceFiles {
    private static final Logger LOG = LoggerFactory.getLogger(FileService.class);

    private final AccessControl access;
    private final InstanceDirectory directory;
    private final NodeTable nodes;

    @Activate
    public FileService(
            @Reference AccessControl access, @Reference InstanceDirectory directory, @Reference NodeTable nodes) {
        this.access = access;
        this.directory = directory;
        this.nodes = nodes;
    }

    @Override
    public CompletableFuture<Files.Page> list(Caller caller, Files.ListRequest request) {
        return reading(caller, request.instance()).listFiles(request);
    }

    @Override
    public CompletableFuture<Files.Text> readText(Caller caller, Files.ReadTextRequest request) {
        return reading(caller, request.instance()).readText(request);
    }

    @Override
    public CompletableFuture<Files.Written> writeText(Caller caller, Files.WriteTextRequest request) {
        return writing(caller, request.instance(), "writes a text").writeText(request);
    }

    @Override
    public CompletableFuture<Files.Entry> makeFolder(Caller caller, Files.PathRequest request) {
        return writing(caller, request.instance(), "makes a folder").makeFolder(request);
    }

    @Override
    public CompletableFuture<Files.Entry> move(Caller caller, Files.MoveRequest request) {
        return writing(caller, request.instance(), "moves a file").moveFile(request);
    }

    @Override
    public CompletableFuture<Void> delete(Caller caller, Files.DeleteRequest request) {
        return writing(caller, request.instance(), "deletes files")
                .deleteFiles(request)
                .thenAccept(done -> {});
    }

    private DaemonApi reading(Caller caller, InstanceId id) {
        access.require(caller, Permission.FILES_READ, id);
        return daemon(id);
    }

    private DaemonApi writing(Caller caller, InstanceId id, String act) {
        access.require(caller, Permission.FILES_WRITE, id);
        LOG.info("User {} {} at instance {}", caller.name(), act, id);
        return daemon(id);
    }

    private DaemonApi daemon(InstanceId id) {
        return nodes.daemon(directory
                .find(id)
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND))
                .node());
    }
}
