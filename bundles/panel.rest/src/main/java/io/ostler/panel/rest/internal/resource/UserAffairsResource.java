package io.ostler.panel.rest.internal.resource;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.UserBatches;
import io.ostler.panel.api.access.Users;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.audit.AccountActs;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.SessionBodies.OpenSessions;
import io.ostler.panel.rest.internal.body.UserBodies.UserInstances;
import io.ostler.panel.rest.internal.body.UserBodies.UserOrder;
import io.ostler.panel.rest.internal.body.UserBodies.UserResults;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What belongs to an account: sessions and instances; and many accounts at once. */
@Component(service = UserAffairsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("users")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public final class UserAffairsResource {
    private final Users users;
    private final UserBatches batches;
    private final AccountActs acts;

    @Activate
    public UserAffairsResource(@Reference Users users, @Reference UserBatches batches, @Reference Audit audit) {
        this.users = users;
        this.batches = batches;
        acts = new AccountActs(audit, users);
    }

    @POST
    @Path("batch")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @StepUp
    @Audited(
            value = "user.batch.{action}",
            kind = "user",
            values = {"users", "role", "reason", "until"})
    @Operation(
            operationId = "changeUsers",
            summary = "Enable, disable, delete, sign out or give a role to up to 200 accounts, each with a result")
    public CompletionStage<UserResults> run(@Context Caller caller, @Context RequestFacts facts, UserOrder body) {
        return Blocking.call(() -> {
            var order = body.model();
            var former = acts.look(caller, order.users());
            var results = batches.run(caller, order);
            acts.record(caller, facts, order.action(), former, results);
            return UserResults.of(results);
        });
    }

    @GET
    @Path("{id}/instances")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Operation(operationId = "listUserInstances", summary = "Which instances they own and may use")
    public CompletionStage<UserInstances> instances(@Context Caller caller, @PathParam("id") String id) {
        return Blocking.call(() -> UserInstances.of(users.instances(caller, new UserId(id))));
    }

    @GET
    @Path("{id}/sessions")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Operation(operationId = "listUserSessions", summary = "Where are they signed in?")
    public CompletionStage<OpenSessions> sessions(@Context Caller caller, @PathParam("id") String id) {
        return Blocking.call(() -> OpenSessions.of(users.sessions(caller, new UserId(id)), caller));
    }

    @DELETE
    @Path("{id}/sessions")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Audited(value = "user.sessions.end", kind = "user", id = "id")
    @Operation(operationId = "endUserSessions", summary = "Sign them out everywhere")
    @APIResponse(responseCode = "204", description = "Ended, with every stream that rests on them")
    public void endSessions(@Context Caller caller, @PathParam("id") String id) {
        users.endSessions(caller, new UserId(id), null);
    }

    @DELETE
    @Path("{id}/sessions/{handle}")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Audited(value = "user.session.end", kind = "user", id = "id", values = "handle")
    @Operation(operationId = "endUserSession", summary = "Sign them out somewhere")
    @APIResponse(responseCode = "204", description = "Ended, with every stream that rests on it")
    public void endSession(
            @Context Caller caller,
            @PathParam("id") String id,
            @PathParam("handle") String handle,
            @Context AuditNote note) {
        var user = new UserId(id);
        var open = users.sessions(caller, user);
        users.endSessions(caller, user, handle);
        open.stream()
                .filter(session -> session.handle().equals(handle))
                .forEach(session -> note.gone(Map.of("address", session.address(), "client", session.client())));
    }
}
