package io.ostler.panel.rest.internal.signin;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.factor.Passkeys;
import io.ostler.panel.api.factor.SecondFactors;
import io.ostler.panel.api.factor.Site;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.NotAudited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.FactorBodies.AppCode;
import io.ostler.panel.rest.internal.body.FactorBodies.AppSetup;
import io.ostler.panel.rest.internal.body.FactorBodies.Factors;
import io.ostler.panel.rest.internal.body.FactorBodies.MadePasskey;
import io.ostler.panel.rest.internal.body.FactorBodies.NewPasskey;
import io.ostler.panel.rest.internal.body.FactorBodies.Passkey;
import io.ostler.panel.rest.internal.body.FactorBodies.PasskeyChallenge;
import io.ostler.panel.rest.internal.body.FactorBodies.PasskeyName;
import io.ostler.panel.rest.internal.body.FactorBodies.RecoveryCodes;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The caller's own second factors. */
@Component(service = FactorResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("account/factors")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
public final class FactorResource {
    private final SecondFactors factors;
    private final Passkeys passkeys;

    @Activate
    public FactorResource(@Reference SecondFactors factors, @Reference Passkeys passkeys) {
        this.factors = factors;
        this.passkeys = passkeys;
    }

    @GET
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Operation(operationId = "getFactors", summary = "What my sign-in asks for beside the password")
    public Factors get(@Context Caller caller) {
        return Factors.of(factors.state(caller), passkeys.of(caller), passkeys.isPossible());
    }

    @POST
    @Path("app")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @Audited("account.app.begin")
    @Operation(operationId = "beginApp", summary = "Begin to set up an authenticator app")
    public AppSetup beginApp(@Context Caller caller) {
        return AppSetup.of(factors.begin(caller));
    }

    @POST
    @Path("app/confirmation")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @Audited("account.app.confirm")
    @Operation(
            operationId = "confirmApp",
            summary = "Show that the app works; ends other sessions, brings recovery codes")
    public RecoveryCodes confirmApp(@Context Caller caller, AppCode body) {
        return new RecoveryCodes(factors.confirm(caller, body.code()));
    }

    @DELETE
    @Path("app")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @Audited("account.app.remove")
    @Operation(operationId = "removeApp", summary = "Ask for no codes of the app any more")
    @APIResponse(responseCode = "204", description = "Removed")
    public void removeApp(@Context Caller caller) {
        factors.removeTotp(caller);
    }

    @POST
    @Path("recovery-codes")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @Audited("account.recovery-codes.renew")
    @Operation(operationId = "renewRecoveryCodes", summary = "Make new recovery codes; the former are void")
    public RecoveryCodes renewCodes(@Context Caller caller) {
        return new RecoveryCodes(factors.renewCodes(caller));
    }

    @POST
    @Path("passkeys/question")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @NotAudited("asks, and adds nothing")
    @Operation(operationId = "askForNewPasskey", summary = "Options for the browser to make a passkey")
    @APIResponseSchema(value = PasskeyChallenge.class, responseCode = "200", responseDescription = "The question")
    public CompletionStage<Response> ask(@Context Caller caller, @Context RequestFacts facts) {
        return Blocking.call(() -> Response.ok(PasskeyChallenge.of(passkeys.beginMaking(caller, Site.of(facts.base()))))
                .build());
    }

    @POST
    @Path("passkeys")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @Audited(value = "account.passkey.add", values = "name")
    @Operation(operationId = "addPasskey", summary = "Add a passkey")
    @APIResponseSchema(value = MadePasskey.class, responseCode = "201", responseDescription = "Added")
    public CompletionStage<Response> add(@Context Caller caller, NewPasskey body, @Context RequestFacts facts) {
        return Blocking.call(() -> {
            var made = passkeys.finishMaking(
                    caller,
                    Site.of(facts.base()),
                    body.challenge(),
                    body.credential().toString(),
                    body.name());
            return Response.status(201).entity(MadePasskey.of(made)).build();
        });
    }

    @PATCH
    @Path("passkeys/{id}")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Audited(value = "account.passkey.rename", kind = "passkey", id = "id", values = "name")
    @Operation(operationId = "renamePasskey", summary = "Call a passkey something else")
    public Passkey rename(
            @Context Caller caller, @PathParam("id") String id, PasskeyName body, @Context AuditNote note) {
        var own = passkeys.of(caller);
        var renamed = passkeys.rename(caller, id, body.name());
        own.stream()
                .filter(passkey -> passkey.id().equals(id))
                .forEach(was -> note.change(Map.of("name", was.name()), Map.of("name", renamed.name())));
        return Passkey.of(renamed);
    }

    @DELETE
    @Path("passkeys/{id}")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @Audited(value = "account.passkey.remove", kind = "passkey", id = "id")
    @Operation(operationId = "removePasskey", summary = "Remove a passkey")
    @APIResponse(responseCode = "204", description = "Removed")
    public void remove(@Context Caller caller, @PathParam("id") String id, @Context AuditNote note) {
        var own = passkeys.of(caller);
        passkeys.remove(caller, id);
        own.stream()
                .filter(passkey -> passkey.id().equals(id))
                .forEach(passkey -> note.gone(Map.of("name", passkey.name(), "host", passkey.host())));
    }
}
