package io.ostler.panel.rest.internal.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.Preferences;
import io.ostler.panel.api.rest.NotAudited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.body.PreferenceBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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

/** What the console keeps for a person. */
@Component(service = PreferenceResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("account/preferences/{key}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
public final class PreferenceResource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Preferences preferences;

    @Activate
    public PreferenceResource(@Reference Preferences preferences) {
        this.preferences = preferences;
    }

    @GET
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Operation(operationId = "getPreference", summary = "What is kept under a key; null when nothing is")
    public CompletionStage<PreferenceBody> get(@Context Caller caller, @PathParam("key") String key) {
        return Blocking.call(() -> new PreferenceBody(
                preferences.get(caller, key).map(PreferenceResource::read).orElse(null)));
    }

    @PUT
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @NotAudited("how somebody likes their own console")
    @Operation(operationId = "putPreference", summary = "Keep any JSON of at most 64 KiB under a key, 50 keys at most")
    @APIResponse(responseCode = "204", description = "Kept")
    public CompletionStage<Response> put(@Context Caller caller, @PathParam("key") String key, PreferenceBody body) {
        var text = write(body.value());
        return Blocking.call(() -> {
            preferences.put(caller, key, text);
            return Response.noContent().build();
        });
    }

    @DELETE
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @NotAudited("how somebody likes their own console")
    @Operation(operationId = "deletePreference", summary = "Keep nothing under a key")
    @APIResponse(responseCode = "204", description = "Gone")
    public CompletionStage<Response> delete(@Context Caller caller, @PathParam("key") String key) {
        return Blocking.call(() -> {
            preferences.delete(caller, key);
            return Response.noContent().build();
        });
    }

    private static Object read(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept preference is no JSON", e);
        }
    }

    private static String write(@org.jspecify.annotations.Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can't be written", e);
        }
    }
}
