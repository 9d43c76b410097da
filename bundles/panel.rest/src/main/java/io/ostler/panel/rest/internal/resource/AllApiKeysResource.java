package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.access.ApiKeys;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.ApiKeyBodies.AnyApiKey;
import io.ostler.panel.rest.internal.body.ApiKeyBodies.AnyApiKeyList;
import io.ostler.panel.rest.internal.body.ApiKeyBodies.ApiKey;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Everybody's API keys, for those who manage accounts. */
@Component(service = AllApiKeysResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("api-keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public final class AllApiKeysResource {
    private final ApiKeys keys;
    private final AccountNames names;

    @Activate
    public AllApiKeysResource(@Reference ApiKeys keys, @Reference AccountNames names) {
        this.keys = keys;
        this.names = names;
    }

    @GET
    @Compressed
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Operation(operationId = "listAllApiKeys", summary = "Everybody's API keys, without their secrets")
    public CompletionStage<AnyApiKeyList> all(@Context Caller caller) {
        return Blocking.call(() ->
                new AnyApiKeyList(keys.all(caller).stream().map(this::told).toList()));
    }

    private AnyApiKey told(ApiKeys.ApiKey key) {
        return new AnyApiKey(key.user().value(), names.of(key.user()).orElse(null), ApiKey.of(key));
    }

    @DELETE
    @Path("{key}")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Audited(value = "user.api-key.revoke", kind = "api-key", id = "key")
    @Operation(operationId = "revokeAnyApiKey", summary = "Revoke anybody's API key; everything that rests on it ends")
    @APIResponse(responseCode = "204", description = "Revoked")
    public CompletionStage<Response> revokeAny(
            @Context Caller caller, @PathParam("key") String key, @Context AuditNote note) {
        return Blocking.call(() -> {
            var all = keys.all(caller);
            keys.revokeAny(caller, key);
            all.stream().filter(known -> known.id().equals(key)).map(this::told).forEach(note::gone);
            return Response.noContent().build();
        });
    }
}
