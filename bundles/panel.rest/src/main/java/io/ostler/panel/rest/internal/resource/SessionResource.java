package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.SignedIn;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.SessionAnswers;
import io.ostler.panel.rest.internal.body.SessionBodies.Session;
import io.ostler.panel.rest.internal.body.SessionBodies.SignIn;
import io.ostler.panel.rest.internal.request.Callers;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signing in and out. */
@Component(service = SessionResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("session")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public final class SessionResource {
    private final Sessions sessions;
    private final SessionAnswers answers;

    @Activate
    public SessionResource(@Reference Sessions sessions, @Reference SessionAnswers answers) {
        this.sessions = sessions;
        this.answers = answers;
    }

    @GET
    @SignedIn
    @Operation(operationId = "getSession", summary = "Who am I, and what may I do?")
    @APIResponseSchema(value = Session.class, responseCode = "200", responseDescription = "Signed in")
    public Response get(
            @Context Sessions.Session session,
            @CookieParam(Callers.COOKIE) @Parameter(hidden = true) String secret,
            @Context RequestFacts facts) {
        return answers.renewed(session, secret, facts);
    }

    @POST
    @Anonymous("name and password are the right; the service throttles")
    @Audited(value = "session.sign-in", kind = "session")
    @Operation(operationId = "signIn", summary = "Sign in")
    @APIResponseSchema(value = Session.class, responseCode = "200", responseDescription = "Signed in")
    public CompletionStage<Response> signIn(
            SignIn body,
            @CookieParam(Callers.COOKIE) @Parameter(hidden = true) @Nullable String former,
            @Context RequestFacts facts) {
        return Blocking.call(() -> {
            var signedIn = sessions.signIn(body.name(), body.password(), facts.address(), facts.client());
            endFormer(former, signedIn);
            return answers.opened(signedIn, facts, 200);
        });
    }

    /** A browser has one session: signing in again leaves no forgotten one behind. */
    private void endFormer(@Nullable String former, Sessions.SignedIn signedIn) {
        if (former != null && !former.isEmpty()) {
            sessions.find(former)
                    .filter(session -> session.user().equals(signedIn.session().user()))
                    .ifPresent(session -> sessions.end(session.handle()));
        }
    }

    @DELETE
    @SignedIn
    @Audited("session.sign-out")
    @Operation(operationId = "signOut", summary = "Sign out: ends the session and every stream that rests on it")
    @APIResponse(responseCode = "204", description = "Signed out")
    public Response signOut(@Context Caller caller, @Context RequestFacts facts) {
        sessions.end(caller.session());
        return SessionAnswers.signedOut(facts);
    }
}
