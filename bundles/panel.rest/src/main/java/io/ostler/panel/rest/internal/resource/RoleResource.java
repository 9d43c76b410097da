package io.ostler.panel.rest.internal.resource;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Roles;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.ETags;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.RoleBodies.Role;
import io.ostler.panel.rest.internal.body.RoleBodies.RoleDraft;
import io.ostler.panel.rest.internal.body.RoleBodies.RoleList;
import io.ostler.panel.rest.internal.body.UserBodies;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Roles. */
@Component(service = RoleResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("roles")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "roles")
public final class RoleResource {
    private final Roles roles;
    private final GrantRules rules;

    @Activate
    public RoleResource(@Reference Roles roles, @Reference GrantRules rules) {
        this.roles = roles;
        this.rules = rules;
    }

    @GET
    @RequiresPermission({PermissionNames.ROLE_MANAGE, PermissionNames.USER_MANAGE})
    @Operation(operationId = "listRoles", summary = "All roles: the built-in ones, then by name")
    public RoleList list(@Context Caller caller) {
        var holders = roles.holders(caller);
        return new RoleList(roles.list(caller).stream()
                .map(role -> Role.of(role, holders.getOrDefault(role.id(), 0), isGivable(caller, role.id())))
                .toList());
    }

    @POST
    @RequiresPermission(PermissionNames.ROLE_MANAGE)
    @StepUp
    @Audited(
            value = "role.create",
            kind = "role",
            values = {"name", "permissions", "own"})
    @Operation(operationId = "createRole", summary = "Make a role, with no more in it than the caller holds")
    @APIResponseSchema(value = Role.class, responseCode = "201", responseDescription = "Made")
    public Response create(@Context Caller caller, RoleDraft body) {
        return Response.status(201)
                .entity(Role.of(roles.create(caller, body.draft()), 0, true))
                .build();
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(PermissionNames.ROLE_MANAGE)
    @StepUp
    @Audited(value = "role.change", kind = "role", id = "id")
    @Operation(
            operationId = "changeRole",
            summary = "Write a role anew; If-Match names the revision that was read. Streams of who has it end")
    public Role change(
            @Context Caller caller,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context AuditNote note,
            RoleDraft body) {
        var role = UserBodies.roleId(id);
        var tag = ETags.required(ifMatch);
        var former = find(caller, role);
        long revision = tag.equals(ETags.ANY) ? former.revision() : ETags.revision(tag);
        int holders = roles.holders(caller).getOrDefault(role, 0);
        var changed = Role.of(roles.change(caller, role, revision, body.draft()), holders, true);
        note.change(Role.of(former, holders, true), changed);
        return changed;
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(PermissionNames.ROLE_MANAGE)
    @StepUp
    @Audited(value = "role.delete", kind = "role", id = "id", values = "replacement")
    @Operation(
            operationId = "deleteRole",
            summary = "Delete a role that nobody has, or give everybody who has it the replacement")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(
            @Context Caller caller,
            @PathParam("id") String id,
            @Context AuditNote note,
            @QueryParam("replacement") @Nullable String replacement) {
        var role = UserBodies.roleId(id);
        var former = roles.find(caller, role);
        int holders = roles.holders(caller).getOrDefault(role, 0);
        roles.delete(caller, role, replacement == null ? null : UserBodies.roleId(replacement));
        former.ifPresent(was -> note.gone(Role.of(was, holders, true)));
    }

    private io.ostler.panel.api.access.Role find(Caller caller, RoleId id) {
        return roles.find(caller, id).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    private boolean isGivable(Caller caller, RoleId role) {
        try {
            rules.requireGivable(caller, role, null);
            return true;
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.FORBIDDEN || e.code() == ErrorCode.INVALID_REQUEST) {
                return false;
            }
            throw e;
        }
    }
}
