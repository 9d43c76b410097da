package io.ostler.panel.rest.internal.signin;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.factor.Confirmations;
import io.ostler.panel.api.factor.Passkeys;
import io.ostler.panel.api.factor.Site;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.InPerson;
import io.ostler.panel.api.rest.NotAudited;
import io.ostler.panel.api.rest.SignedIn;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.SessionAnswers;
import io.ostler.panel.rest.internal.body.FactorBodies.Confirmation;
import io.ostler.panel.rest.internal.body.FactorBodies.PasskeyAnswer;
import io.ostler.panel.rest.internal.body.FactorBodies.PasskeyChallenge;
import io.ostler.panel.rest.internal.body.FactorBodies.PasskeyQuestion;
import io.ostler.panel.rest.internal.body.FactorBodies.SecondStepProof;
import io.ostler.panel.rest.internal.body.SessionBodies.Session;
import io.ostler.panel.rest.internal.request.Callers;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
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

/** What comes after the password, or in its place. */
@Component(service = SecondStepResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("session")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public final class SecondStepResource {
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final Confirmations confirmations;
    private final SessionAnswers answers;

    @Activate
    public SecondStepResource(
            @Reference Sessions sessions,
            @Reference Passkeys passkeys,
            @Reference Confirmations confirmations,
            @Reference SessionAnswers answers) {
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.confirmations = confirmations;
        this.answers = answers;
    }

    @POST
    @Path("second-step")
    @Anonymous("the token of the first step and the second factor are the right; the service throttles")
    @Audited(value = "session.second-step", kind = "session")
    @Operation(operationId = "finishSecondStep", summary = "The second step of a sign-in: a code or a passkey")
    @APIResponseSchema(value = Session.class, responseCode = "200", responseDescription = "Signed in")
    public CompletionStage<Response> finish(
            SecondStepProof body,
            @CookieParam(Callers.COOKIE) @Parameter(hidden = true) @Nullable String former,
            @Context RequestFacts facts) {
        return Blocking.call(() -> {
            var signedIn = sessions.finish(body.token(), Proofs.of(body, facts), facts.address(), facts.client());
            SessionAnswers.endFormer(sessions, former);
            return answers.opened(signedIn, facts, 200);
        });
    }

    @POST
    @Path("passkey/question")
    @Anonymous("a question tells nothing; the service limits how many are open")
    @NotAudited("asks, and opens nothing")
    @Operation(operationId = "askForPasskey", summary = "Options for the browser to answer with a passkey")
    @APIResponseSchema(value = PasskeyChallenge.class, responseCode = "200", responseDescription = "The question")
    public CompletionStage<Response> ask(PasskeyQuestion body, @Context RequestFacts facts) {
        return Blocking.call(() -> {
            var site = Site.of(facts.base());
            var token = body.token();
            var asked = token == null
                    ? passkeys.beginSignIn(site, facts.address())
                    : passkeys.beginSecondStep(site, token, facts.address(), facts.client());
            return Response.ok(PasskeyChallenge.of(asked)).build();
        });
    }

    @POST
    @Path("passkey")
    @Anonymous("the passkey is the right")
    @Audited(value = "session.passkey", kind = "session")
    @Operation(operationId = "signInWithPasskey", summary = "Sign in with a passkey alone")
    @APIResponseSchema(value = Session.class, responseCode = "200", responseDescription = "Signed in")
    public CompletionStage<Response> passkey(PasskeyAnswer body, @Context RequestFacts facts) {
        return Blocking.call(() ->
                answers.opened(passkeys.signIn(Proofs.of(body, facts), facts.address(), facts.client()), facts, 200));
    }

    @POST
    @Path("confirmation/passkey")
    @SignedIn
    @InPerson
    @NotAudited("asks, and confirms nothing")
    @Operation(operationId = "askForOwnPasskey", summary = "Options for the browser to confirm with a passkey")
    @APIResponseSchema(value = PasskeyChallenge.class, responseCode = "200", responseDescription = "The question")
    public CompletionStage<Response> askOwn(@Context Caller caller, @Context RequestFacts facts) {
        return Blocking.call(() -> Response.ok(
                        PasskeyChallenge.of(passkeys.beginConfirmation(caller, Site.of(facts.base()))))
                .build());
    }

    @POST
    @Path("confirmation")
    @SignedIn
    @InPerson
    @Audited("session.confirm")
    @Operation(operationId = "confirmSession", summary = "Prove again who you are, before something dangerous")
    @APIResponse(responseCode = "204", description = "Confirmed for some minutes")
    public CompletionStage<Response> confirm(
            @Context Sessions.Session session, Confirmation body, @Context RequestFacts facts) {
        return Blocking.call(() -> {
            confirmations.confirm(session, Proofs.of(body, facts), facts.address());
            return Response.noContent().build();
        });
    }
}
