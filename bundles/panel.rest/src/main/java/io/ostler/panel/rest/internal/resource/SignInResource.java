package io.ostler.panel.rest.internal.resource;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Sessions.Entry;
import io.ostler.panel.api.access.Sessions.SecondStep;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.identity.LoginLinks;
import io.ostler.panel.api.identity.SignInWays;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.NotAudited;
import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.rest.internal.answer.AttemptCookie;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.SessionAnswers;
import io.ostler.panel.rest.internal.body.SignInBodies.LinkSecret;
import io.ostler.panel.rest.internal.body.SignInBodies.SecondStepTo;
import io.ostler.panel.rest.internal.body.SignInBodies.SignInArrival;
import io.ostler.panel.rest.internal.body.SignInBodies.SignInChoices;
import io.ostler.panel.rest.internal.body.SignInBodies.SignInDeparture;
import io.ostler.panel.rest.internal.body.SignInBodies.SignInStart;
import io.ostler.panel.rest.internal.body.SignInBodies.SignedInTo;
import io.ostler.panel.rest.internal.request.Callers;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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

/** Signing in by a provider or by a link. */
@Component(service = SignInResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("sign-in")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public final class SignInResource {
    /** Page of the console that providers send browsers back to. */
    static final String CALLBACK = "/login/callback";

    private final SignInWays ways;
    private final LoginLinks links;
    private final Sessions sessions;
    private final PanelSettings settings;

    @Activate
    public SignInResource(
            @Reference SignInWays ways,
            @Reference LoginLinks links,
            @Reference Sessions sessions,
            @Reference PanelSettings settings) {
        this.ways = ways;
        this.links = links;
        this.sessions = sessions;
        this.settings = settings;
    }

    @GET
    @Anonymous("what the sign-in page shows to everybody: names of providers, nothing of their settings")
    @Operation(operationId = "getSignInChoices", summary = "How can people sign in?")
    public SignInChoices choices() {
        return SignInChoices.of(ways.choices(), settings.get(SecuritySettings.PASSWORD_LENGTH));
    }

    @POST
    @Path("{provider}")
    @Anonymous("begins an attempt that proves nothing yet; the service limits how often")
    @NotAudited("nothing has happened until the browser comes back")
    @Operation(operationId = "beginSignIn", summary = "Where does the browser go to sign in by this provider?")
    @APIResponseSchema(value = SignInDeparture.class, responseCode = "200", responseDescription = "Go there")
    public CompletionStage<Response> begin(
            @PathParam("provider") String provider, SignInStart body, @Context RequestFacts facts) {
        return Blocking.call(() ->
                departure(ways.begin(provider, facts.base() + CALLBACK, body.to(), facts.address(), null), facts));
    }

    static Response departure(SignInWays.Begun begun, RequestFacts facts) {
        return Response.ok(new SignInDeparture(begun.address()))
                .header(HttpHeaders.SET_COOKIE, AttemptCookie.of(begun.browser(), facts))
                .build();
    }

    @POST
    @Path("finish")
    @Anonymous("what the provider proved is the right; the attempt works once and in one browser")
    @Audited(value = "session.sign-in.provider", kind = "session")
    @Operation(operationId = "finishSignIn", summary = "Sign in with what the provider gave the browser")
    @APIResponse(
            responseCode = "200",
            description = "Signed in",
            content = @Content(schema = @Schema(implementation = SignedInTo.class)))
    @APIResponse(
            responseCode = "202",
            description = "So far right, a second step is needed",
            content = @Content(schema = @Schema(implementation = SecondStepTo.class)))
    public CompletionStage<Response> finish(
            SignInArrival body,
            @CookieParam(AttemptCookie.NAME) @Parameter(hidden = true) @Nullable String attempt,
            @CookieParam(Callers.COOKIE) @Parameter(hidden = true) @Nullable String former,
            @Context RequestFacts facts) {
        return Blocking.call(() -> {
            var finished = ways.finish(body.parameters(), attempt, null, facts.address(), facts.client());
            var entry = finished.entry();
            if (entry == null) {
                throw new OstlerException(ErrorCode.SIGN_IN_EXPIRED);
            }
            return entered(entry, finished.to(), former, facts);
        });
    }

    @POST
    @Path("link")
    @Anonymous("the link's secret is the right; it works once and for a minute")
    @Audited(value = "session.sign-in.link", kind = "session")
    @Operation(operationId = "openLoginLink", summary = "Sign in with a login link")
    @APIResponse(
            responseCode = "200",
            description = "Signed in",
            content = @Content(schema = @Schema(implementation = SignedInTo.class)))
    @APIResponse(
            responseCode = "202",
            description = "So far right, a second step is needed",
            content = @Content(schema = @Schema(implementation = SecondStepTo.class)))
    public CompletionStage<Response> open(
            LinkSecret body,
            @CookieParam(Callers.COOKIE) @Parameter(hidden = true) @Nullable String former,
            @Context RequestFacts facts) {
        return Blocking.call(() -> {
            var opened = links.open(body.secret(), facts.address(), facts.client());
            return entered(opened.entry(), opened.to(), former, facts);
        });
    }

    private Response entered(Entry entry, String to, @Nullable String former, RequestFacts facts) {
        var answer = switch (entry) {
            case SignedIn signedIn -> {
                SessionAnswers.endFormer(sessions, former);
                yield Response.ok(SignedInTo.of(signedIn.session(), to))
                        .header(HttpHeaders.SET_COOKIE, SessionAnswers.cookie(signedIn, facts));
            }
            case SecondStep step -> Response.status(202).entity(SecondStepTo.of(step, to));
        };
        return answer.header(HttpHeaders.SET_COOKIE, AttemptCookie.none(facts)).build();
    }
}
