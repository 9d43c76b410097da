package io.ostler.panel.core.internal.task;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.FileAccessControl;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.task.TaskDirectory;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.Tasks.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks as people see them, with their rights. Thread-safe, doesn't block. */
@Component(service = TaskDirectory.class)
public final class TaskService implements TaskDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(TaskService.class);
    private static final int MOST = 500;

    private final AccessControl access;
    private final FileAccessControl levels;
    private final TaskTable tasks;
    private final NodeTable nodes;

    @Activate
    public TaskService(
            @Reference AccessControl access,
            @Reference FileAccessControl levels,
            @Reference TaskTable tasks,
            @Reference NodeTable nodes) {
        this.access = access;
        this.levels = levels;
        this.tasks = tasks;
        this.nodes = nodes;
    }

    @Override
    public List<Snapshot> list(Caller caller, @Nullable InstanceId instance) {
        if (instance != null) {
            access.require(caller, Permission.FILES_READ, instance);
        }
        return tasks.all().stream()
                .map(TaskTable.Entry::snapshot)
                .filter(task -> instance == null || task.instance().equals(instance))
                .filter(task -> isVisible(caller, task))
                .sorted(Comparator.comparing(Snapshot::created)
                        .reversed()
                        .thenComparing(task -> task.id().value()))
                .limit(MOST)
                .toList();
    }

    @Override
    public Snapshot get(Caller caller, TaskId id) {
        return visible(caller, id).snapshot();
    }

    @Override
    public boolean isStale(TaskId id) {
        return tasks.find(id)
                .flatMap(entry -> nodes.find(entry.node()))
                .map(node -> node.link() == null)
                .orElse(false);
    }

    @Override
    public CompletableFuture<Snapshot> cancel(Caller caller, TaskId id) {
        var entry = visible(caller, id);
        if (caller.key() != null || !entry.snapshot().user().equals(caller.user())) {
            access.require(caller, Permission.FILES_WRITE, entry.snapshot().instance());
        }
        LOG.info(
                "User {} cancels task {} of instance {}",
                caller.name(),
                id,
                entry.snapshot().instance());
        return nodes.daemon(entry.node()).tasks().cancel(new Tasks.Ref(id)).thenApply(snapshot -> {
            tasks.put(entry.node(), snapshot);
            return snapshot;
        });
    }

    private TaskTable.Entry visible(Caller caller, TaskId id) {
        return tasks.find(id)
                .filter(entry -> isVisible(caller, entry.snapshot()))
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    private boolean isVisible(Caller caller, Snapshot task) {
        boolean isFiles = access.allows(caller, Permission.FILES_READ, task.instance());
        if (task.user().equals(caller.user())) {
            return isFiles || access.allows(caller, Permission.INSTANCE_UPKEEP, task.instance());
        }
        if (!isFiles) {
            return false;
        }
        // Titles and logs name paths: who must not see all of them sees no one else's tasks.
        var rights = levels.rights(caller, task.instance());
        return rights.base() != FileAccess.HIDE
                && rights.rules().stream().noneMatch(rule -> rule.access() == FileAccess.HIDE);
    }
}
