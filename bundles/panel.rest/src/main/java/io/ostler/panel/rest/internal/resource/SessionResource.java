package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.SignedIn;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.SessionAnswers;
import io.ostler.panel.rest.internal.body.FactorBodies;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    @APIResponse(
            responseCode = "200",
            description = "Signed in",
            content = @Content(schema = @Schema(implementation = Session.class)))
    @APIResponse(
            responseCode = "202",
            description = "The password is right, a second step is needed",
            content = @Content(schema = @Schema(implementation = FactorBodies.SecondStep.class)))
    public CompletionStage<Response> signIn(
            SignIn body,
            @CookieParam(Callers.COOKIE) @Parameter(hidden = true) @Nullable String former,
            @Context RequestFacts facts) {
        return Blocking.call(() -> {
            return switch (sessions.signIn(body.name(), body.password(), facts.address(), facts.client())) {
                case Sessions.SignedIn signedIn -> {
                    endFormer(former, signedIn);
                    yield answers.opened(signedIn, facts, 200);
                }
                case Sessions.SecondStep step ->
                    Response.status(202)
                            .entity(FactorBodies.SecondStep.of(step))
                            .build();
            };
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
    @Operation(
            operationId = "signOut",
            summary =
                    "Sign out: ends the session and every stream that rests on it; who acted as somebody else is back")
    @APIResponse(responseCode = "204", description = "Signed out")
    public Response signOut(
            @Context Caller caller,
            @CookieParam(Callers.OWN_COOKIE) @Parameter(hidden = true) @Nullable String own,
            @Context RequestFacts facts) {
        sessions.end(caller.session());
        var by = caller.impersonator();
        return by == null || own == null
                ? SessionAnswers.signedOut(facts)
                : sessions.find(own)
                        .filter(session -> session.user().equals(by.user()))
                        .map(session -> SessionAnswers.own(session, own, facts))
                        .orElseGet(() -> SessionAnswers.signedOut(facts));
    }
}
