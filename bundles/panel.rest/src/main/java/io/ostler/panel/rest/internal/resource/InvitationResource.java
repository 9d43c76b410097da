package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.Invitations;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.InvitationBodies.InvitationList;
import io.ostler.panel.rest.internal.body.InvitationBodies.MadeInvitation;
import io.ostler.panel.rest.internal.body.InvitationBodies.NewAccountInvitation;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invitations to accounts of the panel. */
@Component(service = InvitationResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("invitations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "invitations")
public final class InvitationResource {
    private final Invitations invitations;

    @Activate
    public InvitationResource(@Reference Invitations invitations) {
        this.invitations = invitations;
    }

    @GET
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Operation(operationId = "listAccountInvitations", summary = "Invitations to accounts, newest first")
    public InvitationList list(@Context Caller caller) {
        return InvitationList.of(invitations.list(caller, null));
    }

    @POST
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Audited(
            value = "invitation.make",
            kind = "invitation",
            values = {"role", "hours", "uses"})
    @Operation(operationId = "inviteToAccount", summary = "Make a link by which people make accounts with a role")
    @APIResponseSchema(
            value = MadeInvitation.class,
            responseCode = "201",
            responseDescription = "Made; the secret isn't shown again")
    public Response make(@Context Caller caller, NewAccountInvitation body) {
        return Response.status(201)
                .entity(MadeInvitation.of(invitations.make(caller, body.order())))
                .build();
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Audited(value = "invitation.revoke", kind = "invitation", id = "id")
    @Operation(operationId = "revokeAccountInvitation", summary = "Take an invitation back")
    @APIResponse(responseCode = "204", description = "The link doesn't hold any more")
    public void revoke(@Context Caller caller, @PathParam("id") String id, @Context AuditNote note) {
        var former = InvitationList.of(invitations.list(caller, null));
        invitations.revoke(caller, null, id);
        former.find(id).ifPresent(note::gone);
    }
}
