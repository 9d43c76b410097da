package io.ostler.panel.core.internal.console;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.ConsoleLogs;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.protocol.ConsoleWork;
import io.ostler.protocol.DaemonConsoles;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The right, the node, then the daemon's answer. Thread-safe, doesn't block. */
@Component(service = ConsoleLogs.class)
public final class ConsoleLogService implements ConsoleLogs {
    private final AccessControl access;
    private final InstanceDirectory directory;
    private final NodeTable nodes;

    @Activate
    public ConsoleLogService(
            @Reference AccessControl access, @Reference InstanceDirectory directory, @Reference NodeTable nodes) {
        this.access = access;
        this.directory = directory;
        this.nodes = nodes;
    }

    @Override
    public CompletableFuture<ConsoleWork.Found> search(Caller caller, InstanceId id, Search s) {
        return open(caller, id)
                .search(new ConsoleWork.Search(
                        id,
                        s.text(),
                        s.regex(),
                        s.matchCase(),
                        s.level(),
                        s.after(),
                        s.before(),
                        s.from(),
                        s.to(),
                        s.backwards(),
                        s.limit()));
    }

    @Override
    public CompletableFuture<ConsoleWork.Place> place(Caller caller, InstanceId id, @Nullable Instant at) {
        return open(caller, id).place(new ConsoleWork.PlaceRequest(id, at));
    }

    private DaemonConsoles open(Caller caller, InstanceId id) {
        access.require(caller, Permission.CONSOLE_READ, id);
        var node = directory
                .find(id)
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND))
                .node();
        return nodes.daemon(node).consoles();
    }
}
