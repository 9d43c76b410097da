package io.ostler.panel.rest.internal.resource;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Users;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.InPerson;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.SessionBodies.OpenSessions;
import io.ostler.panel.rest.internal.body.SessionBodies.PasswordChange;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The caller's own account: password and open sessions. */
@Component(service = AccountResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("account")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
public final class AccountResource {
    private final Sessions sessions;
    private final Users users;

    @Activate
    public AccountResource(@Reference Sessions sessions, @Reference Users users) {
        this.sessions = sessions;
        this.users = users;
    }

    @GET
    @Path("sessions")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Operation(operationId = "listOwnSessions", summary = "Where am I signed in?")
    public OpenSessions sessions(@Context Caller caller) {
        return OpenSessions.of(sessions.of(caller.user()), caller);
    }

    @DELETE
    @Path("sessions/{handle}")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @InPerson
    @Audited(value = "session.end", kind = "session", id = "handle")
    @Operation(operationId = "endOwnSession", summary = "Sign out somewhere else")
    @APIResponse(responseCode = "204", description = "Ended, with every stream that rests on it")
    public void endSession(@Context Caller caller, @PathParam("handle") String handle, @Context AuditNote note) {
        var own = sessions.of(caller.user()).stream()
                .filter(session -> session.handle().equals(handle))
                .findAny()
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        sessions.end(own.handle());
        note.gone(Map.of("address", own.address(), "client", own.client()));
    }

    @DELETE
    @Path("sessions")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @InPerson
    @Audited("session.end.others")
    @Operation(operationId = "endOtherSessions", summary = "Sign out everywhere else")
    @APIResponse(responseCode = "204", description = "Ended, with every stream that rests on them")
    public void endOthers(@Context Caller caller) {
        sessions.endAll(caller.user(), caller.session());
    }

    @POST
    @Path("password")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @InPerson
    @Audited("account.password.change")
    @Operation(operationId = "changeOwnPassword", summary = "Change the password; ends all other sessions")
    @APIResponse(responseCode = "204", description = "Changed")
    public CompletionStage<Response> changePassword(@Context Caller caller, PasswordChange body) {
        return Blocking.call(() -> {
            users.changeOwnPassword(caller, body.current(), body.next());
            return Response.noContent().build();
        });
    }
}
