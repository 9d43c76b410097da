package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.audit.Activity;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.audit.ActivityQuery;
import io.ostler.panel.rest.internal.body.ActivityBodies.ActivityPage;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was recorded of an instance, for its people. */
@Component(service = ActivityResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public final class ActivityResource {
    private final Activity activity;

    @Activate
    public ActivityResource(@Reference Activity activity) {
        this.activity = activity;
    }

    @GET
    @Compressed
    @Path("{id}/activity")
    @RequiresPermission(value = PermissionNames.INSTANCE_ACTIVITY, instance = "id")
    @Operation(
            operationId = "listInstanceActivity",
            summary = "Who did what on the instance, newest first; without what the caller may not see")
    public CompletionStage<ActivityPage> ofInstance(
            @Context Caller caller, @PathParam("id") String id, @BeanParam ActivityQuery query) {
        return Blocking.call(() -> ActivityPage.of(activity.ofInstance(caller, new InstanceId(id), query.query())));
    }
}
