package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.ApiKeys;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.SessionOnly;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.ApiKeyBodies.ApiKey;
import io.ostler.panel.rest.internal.body.ApiKeyBodies.ApiKeyList;
import io.ostler.panel.rest.internal.body.ApiKeyBodies.MadeApiKey;
import io.ostler.panel.rest.internal.body.ApiKeyBodies.NewApiKey;
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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The caller's own API keys. */
@Component(service = ApiKeyResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("account/api-keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
public final class ApiKeyResource {
    private final ApiKeys keys;

    @Activate
    public ApiKeyResource(@Reference ApiKeys keys) {
        this.keys = keys;
    }

    @GET
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Operation(operationId = "listApiKeys", summary = "My API keys, without their secrets")
    public CompletionStage<ApiKeyList> list(@Context Caller caller) {
        return Blocking.call(
                () -> new ApiKeyList(keys.list(caller).stream().map(ApiKey::of).toList()));
    }

    @POST
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @SessionOnly("a stolen key would outlive its end")
    @Audited(
            value = "account.api-key.make",
            kind = "api-key",
            values = {"name", "permissions", "instances", "addresses", "expires"})
    @Operation(
            operationId = "makeApiKey",
            summary = "Make an API key; the answer holds its secret, which nobody can read later")
    @APIResponseSchema(value = MadeApiKey.class, responseCode = "201", responseDescription = "Made")
    public CompletionStage<Response> make(@Context Caller caller, NewApiKey body) {
        return Blocking.call(() -> Response.status(201)
                .entity(MadeApiKey.of(keys.make(caller, body.wanted())))
                .build());
    }

    @DELETE
    @Path("{key}")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Audited(value = "account.api-key.revoke", kind = "api-key", id = "key")
    @Operation(operationId = "revokeApiKey", summary = "Revoke one of my API keys; everything that rests on it ends")
    @APIResponse(responseCode = "204", description = "Revoked")
    public CompletionStage<Response> revoke(
            @Context Caller caller, @PathParam("key") String key, @Context AuditNote note) {
        return Blocking.call(() -> {
            var own = keys.list(caller);
            keys.revoke(caller, key);
            own.stream().filter(known -> known.id().equals(key)).map(ApiKey::of).forEach(note::gone);
            return Response.noContent().build();
        });
    }
}
