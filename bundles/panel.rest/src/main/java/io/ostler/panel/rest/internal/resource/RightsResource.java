package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.RightsExplanation;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.body.RoleBodies;
import io.ostler.panel.rest.internal.body.RoleBodies.Explanation;
import io.ostler.panel.rest.internal.body.RoleBodies.PermissionGroup;
import io.ostler.panel.rest.internal.body.RoleBodies.PermissionInfo;
import io.ostler.panel.rest.internal.body.RoleBodies.PermissionList;
import io.ostler.panel.rest.internal.request.Languages;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What there is to be allowed, and why somebody is or isn't. */
@Component(service = RightsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("rights")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "roles")
public final class RightsResource {
    private static final int LONGEST_NAME = 80;

    private final Permissions permissions;
    private final RightsExplanation explanation;

    @Activate
    public RightsResource(@Reference Permissions permissions, @Reference RightsExplanation explanation) {
        this.permissions = permissions;
        this.explanation = explanation;
    }

    @GET
    @Path("permissions")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Operation(
            operationId = "listPermissions",
            summary = "All permissions in groups, also those of plug-ins, in the language of Accept-Language")
    public PermissionList permissions(
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Parameter(hidden = true) @Nullable String language) {
        var locale = Languages.of(language);
        var titles = new LinkedHashMap<String, String>();
        Map<String, List<PermissionInfo>> groups = new LinkedHashMap<>();
        for (var permission : permissions.all()) {
            var words = permissions.words(permission, locale);
            titles.putIfAbsent(words.group(), words.groupTitle());
            groups.computeIfAbsent(words.group(), group -> new ArrayList<>()).add(RoleBodies.info(permission, words));
        }
        return new PermissionList(titles.entrySet().stream()
                .map(title -> new PermissionGroup(
                        title.getKey(), title.getValue(), groups.getOrDefault(title.getKey(), List.of())))
                .toList());
    }

    @GET
    @Path("explain")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Operation(
            operationId = "explainRight",
            summary = "Why somebody may or may not do a thing: oneself, or others with user.manage")
    public Explanation explain(
            @Context Caller caller,
            @QueryParam("user") @Nullable String user,
            @QueryParam("permission") @Nullable String permission,
            @QueryParam("instance") @Nullable String instance,
            @QueryParam("node") @Nullable String node) {
        if (permission == null || permission.isEmpty() || permission.length() > LONGEST_NAME) {
            throw OstlerException.invalid("permission", "the name of a permission");
        }
        if (instance != null && node != null) {
            throw OstlerException.invalid("node", "not together with an instance");
        }
        return Explanation.of(explanation.explain(
                caller,
                user == null ? caller.user() : new UserId(user),
                permission,
                instance == null ? null : new InstanceId(instance),
                node == null ? null : new NodeId(node)));
    }
}
