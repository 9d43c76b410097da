package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.identity.Identities;
import io.ostler.panel.api.identity.SignInWays;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.NotAudited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.AttemptCookie;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.SignInBodies.BoundIdentities;
import io.ostler.panel.rest.internal.body.SignInBodies.BoundTo;
import io.ostler.panel.rest.internal.body.SignInBodies.NameThere;
import io.ostler.panel.rest.internal.body.SignInBodies.SignInArrival;
import io.ostler.panel.rest.internal.body.SignInBodies.SignInDeparture;
import io.ostler.panel.rest.internal.body.SignInBodies.SignInStart;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
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

/** The caller's own identities at providers. */
@Component(service = IdentityResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("account/identities")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
public final class IdentityResource {
    private final Identities identities;
    private final SignInWays ways;

    @Activate
    public IdentityResource(@Reference Identities identities, @Reference SignInWays ways) {
        this.identities = identities;
        this.ways = ways;
    }

    @GET
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Operation(operationId = "listOwnIdentities", summary = "With which providers is my account connected?")
    public BoundIdentities list(@Context Caller caller) {
        return BoundIdentities.of(identities.list(caller));
    }

    @POST
    @Path("{provider}")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @NotAudited("nothing has happened until the browser comes back")
    @Operation(operationId = "beginBinding", summary = "Where does the browser go to connect my account?")
    @APIResponseSchema(value = SignInDeparture.class, responseCode = "200", responseDescription = "Go there")
    public CompletionStage<Response> begin(
            @Context Caller caller,
            @PathParam("provider") String provider,
            SignInStart body,
            @Context RequestFacts facts) {
        return Blocking.call(() -> SignInResource.departure(
                ways.begin(provider, facts.base() + SignInResource.CALLBACK, body.to(), facts.address(), caller),
                facts));
    }

    @POST
    @Path("finish")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Audited("account.identity.bind")
    @Operation(operationId = "finishBinding", summary = "Connect my account with what the provider gave the browser")
    @APIResponseSchema(value = BoundTo.class, responseCode = "200", responseDescription = "Connected")
    public CompletionStage<Response> finish(
            @Context Caller caller,
            SignInArrival body,
            @CookieParam(AttemptCookie.NAME) @Parameter(hidden = true) @Nullable String attempt,
            @Context RequestFacts facts) {
        return Blocking.call(() -> {
            var finished = ways.finish(body.parameters(), attempt, caller, facts.address(), facts.client());
            return Response.ok(new BoundTo(finished.provider(), finished.to()))
                    .header(HttpHeaders.SET_COOKIE, AttemptCookie.none(facts))
                    .build();
        });
    }

    @POST
    @Path("{provider}/password")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @Audited(value = "account.identity.bind", kind = "provider", id = "provider", values = "name")
    @Operation(operationId = "bindByPassword", summary = "Connect my account by name and password at a provider")
    @APIResponse(responseCode = "204", description = "Connected")
    public CompletionStage<Response> bind(
            @Context Caller caller, @PathParam("provider") String provider, NameThere body) {
        return Blocking.call(() -> {
            identities.bind(caller, provider, body.name(), body.password());
            return Response.noContent().build();
        });
    }

    @DELETE
    @Path("{provider}")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @Audited(value = "account.identity.unbind", kind = "provider", id = "provider")
    @Operation(operationId = "unbindIdentity", summary = "Disconnect my account")
    @APIResponse(responseCode = "204", description = "Disconnected")
    public void unbind(@Context Caller caller, @PathParam("provider") String provider, @Context AuditNote note) {
        var bound = identities.list(caller);
        identities.unbind(caller, provider);
        bound.stream()
                .filter(identity -> identity.provider().equals(provider))
                .forEach(identity -> note.gone(Map.of("provider", identity.providerName(), "name", identity.name())));
    }
}
