package io.ostler.panel.rest.internal.answer;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.task.TaskDirectory;
import io.ostler.panel.rest.internal.filebody.HistoryBodies.Somebody;
import io.ostler.panel.rest.internal.filebody.TaskBodies.Task;
import io.ostler.protocol.Tasks.Snapshot;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tasks, and people beside files, as answers and live events show them. Thread-safe. */
@Component(service = TaskViews.class)
public final class TaskViews {
    private final AccountNames names;
    private final TaskDirectory tasks;

    @Activate
    public TaskViews(@Reference AccountNames names, @Reference TaskDirectory tasks) {
        this.names = names;
        this.tasks = tasks;
    }

    public Task of(Snapshot task) {
        return Task.of(task, somebody(task.user()), tasks.isStale(task.id()));
    }

    public Somebody somebody(UserId user) {
        return new Somebody(user.value(), names.of(user).orElse(null));
    }

    /** 202 with the task as it began. */
    public CompletionStage<Response> begun(CompletableFuture<Snapshot> task) {
        return Blocking.limited(task)
                .thenApply(snapshot -> Response.status(202).entity(of(snapshot)).build());
    }
}
