package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.SignInWaits;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.SessionOnly;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.SecurityBodies.SecuritySettingsBody;
import io.ostler.panel.rest.internal.body.SecurityBodies.SignInWaitList;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What keeps the panel safe. */
@Component(service = SecurityResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("settings/security")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "settings")
public final class SecurityResource {
    private final SecuritySettings settings;
    private final SignInWaits waits;

    @Activate
    public SecurityResource(@Reference SecuritySettings settings, @Reference SignInWaits waits) {
        this.settings = settings;
        this.waits = waits;
    }

    @GET
    @RequiresPermission(PermissionNames.PANEL_MANAGE)
    @Operation(operationId = "getSecuritySettings", summary = "Sessions, passwords, API keys, proxies")
    public CompletionStage<SecuritySettingsBody> get(@Context Caller caller, @Context RequestFacts facts) {
        return Blocking.call(() -> SecuritySettingsBody.of(settings.get(caller), facts.address()));
    }

    @PUT
    @RequiresPermission(PermissionNames.PANEL_MANAGE)
    @StepUp
    @SessionOnly("it says who may use keys at all")
    @Audited("panel.security.change")
    @Operation(operationId = "putSecuritySettings", summary = "Change them; they hold at once")
    public CompletionStage<SecuritySettingsBody> put(
            @Context Caller caller, @Context RequestFacts facts, @Context AuditNote note, SecuritySettingsBody body) {
        return Blocking.call(() -> {
            var former = SecuritySettingsBody.of(settings.get(caller), "");
            settings.change(caller, body.security());
            note.change(former, SecuritySettingsBody.of(settings.get(caller), ""));
            return SecuritySettingsBody.of(settings.get(caller), facts.address());
        });
    }

    @GET
    @Path("waits")
    @RequiresPermission(PermissionNames.PANEL_MANAGE)
    @Operation(operationId = "listSignInWaits", summary = "Who has to wait between attempts to sign in")
    public SignInWaitList waits(@Context Caller caller) {
        return SignInWaitList.of(waits.list(caller));
    }

    @DELETE
    @Path("waits")
    @RequiresPermission(PermissionNames.PANEL_MANAGE)
    @Audited(value = "panel.security.lift", values = "address")
    @Operation(operationId = "liftSignInWait", summary = "Let an address try at once; forgets its wrong attempts")
    @APIResponse(responseCode = "204", description = "Lifted")
    public void lift(
            @Context Caller caller,
            @Parameter(description = "As in the list", required = true) @QueryParam("address") @DefaultValue("")
                    String address) {
        waits.lift(caller, address);
    }
}
