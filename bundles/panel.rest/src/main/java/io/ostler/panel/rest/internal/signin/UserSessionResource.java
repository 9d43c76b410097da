package io.ostler.panel.rest.internal.signin;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.factor.SecondFactors;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.SessionOnly;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.SessionAnswers;
import io.ostler.panel.rest.internal.body.SessionBodies.Session;
import io.ostler.panel.rest.internal.request.Callers;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What administrators do about the sign-in of others. */
@Component(service = UserSessionResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("users")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public final class UserSessionResource {
    private final Sessions sessions;
    private final SecondFactors factors;
    private final SessionAnswers answers;

    @Activate
    public UserSessionResource(
            @Reference Sessions sessions, @Reference SecondFactors factors, @Reference SessionAnswers answers) {
        this.sessions = sessions;
        this.factors = factors;
        this.answers = answers;
    }

    @DELETE
    @Path("{id}/factors")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @StepUp
    @SessionOnly("a key in the wrong hands must not open accounts")
    @Audited(value = "user.factors.reset", kind = "user", id = "id")
    @Operation(
            operationId = "resetUserFactors",
            summary = "Take all second factors from somebody who lost them; signs them out everywhere")
    @APIResponse(responseCode = "204", description = "Taken away")
    public void resetFactors(@Context Caller caller, @PathParam("id") String id) {
        factors.reset(caller, new UserId(id));
    }

    @POST
    @Path("{id}/impersonation")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @StepUp
    @SessionOnly("a key has no session that could become another's")
    @Audited(value = "user.impersonate", kind = "user", id = "id")
    @Operation(operationId = "impersonate", summary = "Act as somebody else, for an hour at most; sign out to stop")
    @APIResponseSchema(value = Session.class, responseCode = "200", responseDescription = "Acting")
    public CompletionStage<Response> impersonate(
            @Context Caller caller,
            @PathParam("id") String id,
            @CookieParam(Callers.COOKIE) @Parameter(hidden = true) String own,
            @Context RequestFacts facts) {
        return Blocking.call(
                () -> answers.acting(sessions.impersonate(caller, new UserId(id), facts.client()), own, facts));
    }
}
