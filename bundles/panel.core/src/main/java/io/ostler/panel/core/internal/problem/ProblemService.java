package io.ostler.panel.core.internal.problem;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.FileAccessControl;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.Problems;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.protocol.Care;
import io.ostler.protocol.DaemonApi;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Problems as people see them, with their rights. Thread-safe, doesn't block for nodes. */
@Component(service = Problems.class)
public final class ProblemService implements Problems {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemService.class);

    private final AccessControl access;
    private final FileAccessControl levels;
    private final InstanceDirectory directory;
    private final NodeTable nodes;
    private final FindingTable findings;

    @Activate
    public ProblemService(
            @Reference AccessControl access,
            @Reference FileAccessControl levels,
            @Reference InstanceDirectory directory,
            @Reference NodeTable nodes,
            @Reference FindingTable findings) {
        this.access = access;
        this.levels = levels;
        this.directory = directory;
        this.nodes = nodes;
        this.findings = findings;
    }

    @Override
    public List<Care.Finding> findings(Caller caller, InstanceId id) {
        access.require(caller, Permission.INSTANCE_VIEW, id);
        return findings.of(id);
    }

    @Override
    public int count(InstanceId id) {
        return findings.of(id).size();
    }

    @Override
    public CompletableFuture<Void> fix(Caller caller, InstanceId id, String detector, String fix) {
        access.require(caller, Permission.FILES_WRITE, id);
        var rights = levels.rights(caller, id);
        boolean everywhere = rights.base() == FileAccess.WRITE
                && rights.rules().stream().allMatch(rule -> rule.access() == FileAccess.WRITE);
        if (!everywhere) {
            throw OstlerException.of(ErrorCode.FORBIDDEN, "permission", Permission.FILES_WRITE.text());
        }
        LOG.info("User {} applies {} of {} to instance {}", caller.name(), fix, detector, id);
        return daemon(id)
                .care()
                .applyFix(new Care.FixRequest(id, detector, fix, caller.user()))
                .thenApply(done -> null);
    }

    @Override
    public CompletableFuture<Optional<Care.CrashReport>> crash(Caller caller, InstanceId id) {
        access.require(caller, Permission.CONSOLE_READ, id);
        return daemon(id).care().crash(new Care.Ref(id)).thenApply(answer -> Optional.ofNullable(answer.report()));
    }

    private DaemonApi daemon(InstanceId id) {
        return nodes.daemon(directory
                .find(id)
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND))
                .node());
    }
}
