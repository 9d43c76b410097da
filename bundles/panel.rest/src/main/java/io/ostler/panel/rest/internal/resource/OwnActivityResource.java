package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.audit.Activity;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.body.ActivityBodies.ActivityPage;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was recorded of an account, for its person. */
@Component(service = OwnActivityResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("account/activity")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
public final class OwnActivityResource {
    private final Activity activity;

    @Activate
    public OwnActivityResource(@Reference Activity activity) {
        this.activity = activity;
    }

    @GET
    @Compressed
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Operation(operationId = "listOwnActivity", summary = "Sign-ins and changes of my account, newest first")
    public CompletionStage<ActivityPage> own(
            @Context Caller caller,
            @QueryParam("cursor") @Nullable Long cursor,
            @QueryParam("limit") @DefaultValue("20") int limit) {
        return Blocking.call(() -> ActivityPage.of(activity.own(caller, cursor, limit)));
    }
}
