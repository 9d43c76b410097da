package io.ostler.panel.rest.internal.resource;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.RoleGrants;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.RoleBodies.Grant;
import io.ostler.panel.rest.internal.body.RoleBodies.GrantList;
import io.ostler.panel.rest.internal.body.RoleBodies.NewGrant;
import io.ostler.panel.rest.internal.body.UserBodies;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Further roles of accounts. */
@Component(service = RoleGrantResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("users/{id}/role-grants")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "roles")
public final class RoleGrantResource {
    private final RoleGrants grants;

    @Activate
    public RoleGrantResource(@Reference RoleGrants grants) {
        this.grants = grants;
    }

    @GET
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Operation(operationId = "listRoleGrants", summary = "Further roles that count now, the first to end first")
    public GrantList list(@Context Caller caller, @PathParam("id") String id) {
        return new GrantList(
                grants.of(caller, new UserId(id)).stream().map(Grant::of).toList());
    }

    @POST
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @StepUp
    @Audited(
            value = "role.grant",
            kind = "user",
            id = "id",
            values = {"role", "node", "until"})
    @Operation(
            operationId = "giveRole",
            summary = "Give an account a further role, everywhere or on one node, for good or until a moment")
    @APIResponseSchema(value = Grant.class, responseCode = "201", responseDescription = "Given")
    public Response give(@Context Caller caller, @PathParam("id") String id, NewGrant body) {
        var given = grants.give(caller, new UserId(id), UserBodies.roleId(body.role()), body.nodeId(), body.end());
        return Response.status(201).entity(Grant.of(given)).build();
    }

    @DELETE
    @Path("{grant}")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @StepUp
    @Audited(value = "role.take", kind = "user", id = "id")
    @Operation(operationId = "takeRole", summary = "Take a further role; streams that rest on it end")
    @APIResponse(responseCode = "204", description = "Taken")
    public void take(
            @Context Caller caller,
            @PathParam("id") String id,
            @PathParam("grant") String grant,
            @Context AuditNote note) {
        var user = new UserId(id);
        var former = AuditNote.former(() -> grants.of(caller, user));
        grants.take(caller, user, grant);
        former.stream()
                .flatMap(List::stream)
                .filter(given -> given.id().equals(grant))
                .forEach(given -> note.gone(Grant.of(given)));
    }
}
