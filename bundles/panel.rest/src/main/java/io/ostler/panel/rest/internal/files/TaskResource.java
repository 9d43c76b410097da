package io.ostler.panel.rest.internal.files;

import io.ostler.model.InstanceId;
import io.ostler.model.TaskId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.task.TaskDirectory;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.answer.TaskViews;
import io.ostler.panel.rest.internal.filebody.TaskBodies.Task;
import io.ostler.panel.rest.internal.filebody.TaskBodies.TaskList;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Long work of the nodes. */
@Component(service = TaskResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("tasks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tasks")
public final class TaskResource {
    private final TaskDirectory tasks;
    private final TaskViews views;

    @Activate
    public TaskResource(@Reference TaskDirectory tasks, @Reference TaskViews views) {
        this.tasks = tasks;
        this.views = views;
    }

    @GET
    @Compressed
    @RequiresPermission(PermissionNames.FILES_READ)
    @Operation(
            operationId = "listTasks",
            summary = "Long work on the instances whose files the caller may read, newest first")
    public TaskList listTasks(@Context Caller caller, @QueryParam("instance") @Nullable String instance) {
        var found = tasks.list(caller, instance == null ? null : new InstanceId(instance));
        return new TaskList(found.stream().map(views::of).toList());
    }

    @GET
    @Path("{id}")
    @RequiresPermission(PermissionNames.FILES_READ)
    @Operation(operationId = "getTask", summary = "One task")
    public Task getTask(@Context Caller caller, @PathParam("id") String id) {
        return views.of(tasks.get(caller, new TaskId(id)));
    }

    @POST
    @Path("{id}/cancel")
    @RequiresPermission(PermissionNames.FILES_READ)
    @Audited(value = "task.cancel", kind = "task", id = "id")
    @Operation(operationId = "cancelTask", summary = "Ask a task to end; it may still end well")
    @APIResponseSchema(value = Task.class, responseCode = "202", responseDescription = "Asked")
    public CompletionStage<Response> cancelTask(@Context Caller caller, @PathParam("id") String id) {
        return views.begun(tasks.cancel(caller, new TaskId(id)));
    }
}
