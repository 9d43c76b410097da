package io.ostler.panel.rest.internal.resource;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.identity.Providers;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.NotAudited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.ProviderBodies.GroupList;
import io.ostler.panel.rest.internal.body.ProviderBodies.NewProvider;
import io.ostler.panel.rest.internal.body.ProviderBodies.PersonThere;
import io.ostler.panel.rest.internal.body.ProviderBodies.Provider;
import io.ostler.panel.rest.internal.body.ProviderBodies.ProviderDraft;
import io.ostler.panel.rest.internal.body.ProviderBodies.ProviderList;
import io.ostler.panel.rest.internal.body.ProviderBodies.ProviderOrder;
import io.ostler.panel.rest.internal.body.ProviderBodies.ProviderTrial;
import io.ostler.panel.rest.internal.body.ProviderBodies.ProviderTypes;
import io.ostler.panel.rest.internal.body.ProviderBodies.RoleAnswer;
import io.ostler.panel.rest.internal.body.ProviderBodies.RoleQuestion;
import io.ostler.panel.rest.internal.body.ProviderBodies.SignInPolicy;
import io.ostler.panel.rest.internal.request.Languages;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
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

/** The configured ways to sign in. */
@Component(service = ProviderResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("providers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "providers")
public final class ProviderResource {
    private final Providers providers;

    @Activate
    public ProviderResource(@Reference Providers providers) {
        this.providers = providers;
    }

    @GET
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @Operation(operationId = "listProviders", summary = "All configured providers, in their order")
    public ProviderList list(@Context Caller caller) {
        return ProviderList.of(providers.list(caller));
    }

    @GET
    @Path("types")
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @Operation(
            operationId = "listProviderTypes",
            summary = "What kinds of providers are installed, with their settings")
    public ProviderTypes types(
            @Context Caller caller,
            @HeaderParam("Accept-Language") @Parameter(hidden = true) @Nullable String language) {
        return ProviderTypes.of(providers.types(caller, Languages.of(language)));
    }

    @POST
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @StepUp
    @Audited(
            value = "provider.create",
            kind = "provider",
            values = {"type", "name", "enabled", "admission"})
    @Operation(operationId = "createProvider", summary = "Configure a provider")
    @APIResponseSchema(value = Provider.class, responseCode = "201", responseDescription = "Made")
    public Response create(@Context Caller caller, @Context AuditNote note, NewProvider body) {
        var made = Provider.of(providers.create(caller, body.type(), body.read()));
        note.made(made);
        return Response.status(201).entity(made).build();
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @StepUp
    @Audited(
            value = "provider.change",
            kind = "provider",
            id = "id",
            values = {"name", "enabled", "admission"})
    @Operation(operationId = "changeProvider", summary = "Change a provider; secrets that are left out stay")
    public Provider change(
            @Context Caller caller, @PathParam("id") String id, @Context AuditNote note, ProviderDraft body) {
        var former = find(caller, id);
        var changed = Provider.of(providers.change(caller, id, body.read()));
        former.ifPresent(provider -> {
            note.change(provider, changed);
            changed.secrets().stream()
                    .filter(name -> !body.values().getOrDefault(name, "").isEmpty())
                    .forEach(name ->
                            note.secret("values." + name, provider.secrets().contains(name)));
        });
        return changed;
    }

    private Optional<Provider> find(Caller caller, String id) {
        return providers.list(caller).stream()
                .filter(known -> known.id().equals(id))
                .findAny()
                .map(Provider::of);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @StepUp
    @Audited(value = "provider.delete", kind = "provider", id = "id")
    @Operation(operationId = "deleteProvider", summary = "Remove a provider with all its bindings; accounts stay")
    @APIResponse(responseCode = "204", description = "Removed")
    public void remove(@Context Caller caller, @PathParam("id") String id, @Context AuditNote note) {
        var former = find(caller, id);
        providers.remove(caller, id);
        former.ifPresent(note::gone);
    }

    @PUT
    @Path("order")
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @Audited(value = "provider.order", values = "ids")
    @Operation(operationId = "orderProviders", summary = "In which order the sign-in page shows them")
    @APIResponse(responseCode = "204", description = "Ordered")
    public void order(@Context Caller caller, @Context AuditNote note, ProviderOrder body) {
        var former = new ProviderOrder(
                providers.list(caller).stream().map(Providers.Provider::id).toList());
        providers.order(caller, body.ids());
        note.change(former, body);
    }

    @POST
    @Path("test")
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @StepUp
    @Audited(value = "provider.test", values = "type")
    @Operation(operationId = "testProvider", summary = "Try settings, without keeping them")
    @APIResponse(responseCode = "204", description = "All that can be tried without a person works")
    public CompletionStage<Response> test(@Context Caller caller, ProviderTrial body) {
        return Blocking.call(() -> {
            providers.test(caller, body.id(), body.type(), body.values());
            return Response.noContent().build();
        });
    }

    @POST
    @Path("preview")
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @NotAudited("only computes which role a list of groups would get")
    @Operation(operationId = "previewRole", summary = "Which role would somebody in these groups get?")
    public RoleAnswer preview(@Context Caller caller, RoleQuestion body) {
        return RoleAnswer.of(providers.preview(caller, body.read(), body.groups()));
    }

    @POST
    @Path("{id}/groups")
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @Audited(value = "provider.groups.read", kind = "provider", id = "id", values = "name")
    @Operation(operationId = "readGroups", summary = "In which groups is a person of a provider with passwords?")
    @APIResponseSchema(value = GroupList.class, responseCode = "200", responseDescription = "Their groups")
    public CompletionStage<Response> groups(@Context Caller caller, @PathParam("id") String id, PersonThere body) {
        return Blocking.call(() -> providers
                .groupsOf(caller, id, body.name(), body.password())
                .map(groups -> Response.ok(new GroupList(groups)).build())
                .orElseThrow(() -> new OstlerException(ErrorCode.LOGIN_FAILED)));
    }

    @GET
    @Path("policy")
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @Operation(operationId = "getSignInPolicy", summary = "How people sign in")
    public SignInPolicy policy(@Context Caller caller) {
        return SignInPolicy.of(providers.policy(caller));
    }

    @PUT
    @Path("policy")
    @RequiresPermission(PermissionNames.PROVIDER_MANAGE)
    @StepUp
    @Audited(
            value = "provider.policy",
            values = {"onlyProviders", "first"})
    @Operation(operationId = "setSignInPolicy", summary = "Set how people sign in")
    public SignInPolicy setPolicy(@Context Caller caller, @Context AuditNote note, SignInPolicy body) {
        var former = SignInPolicy.of(providers.policy(caller));
        providers.setPolicy(caller, body.read());
        var changed = SignInPolicy.of(providers.policy(caller));
        note.change(former, changed);
        return changed;
    }
}
