package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.instance.Invitations;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.InvitationBodies.InvitationList;
import io.ostler.panel.rest.internal.body.InvitationBodies.MadeInvitation;
import io.ostler.panel.rest.internal.body.InvitationBodies.NewInvitation;
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

/** Invitations to an instance. */
@Component(service = InstanceInvitationResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "invitations")
public final class InstanceInvitationResource {
    private final Invitations invitations;
    private final Permissions permissions;

    @Activate
    public InstanceInvitationResource(@Reference Invitations invitations, @Reference Permissions permissions) {
        this.invitations = invitations;
        this.permissions = permissions;
    }

    @GET
    @Path("{id}/invitations")
    @RequiresPermission(value = PermissionNames.INSTANCE_MEMBERS, instance = "id")
    @Operation(operationId = "listInvitations", summary = "Invitations to the instance, newest first")
    public InvitationList list(@Context Caller caller, @PathParam("id") String id) {
        return InvitationList.of(invitations.list(caller, new InstanceId(id)));
    }

    @POST
    @Path("{id}/invitations")
    @RequiresPermission(value = PermissionNames.INSTANCE_MEMBERS, instance = "id")
    @Audited(
            value = "instance.invitation.make",
            kind = "instance",
            id = "id",
            values = {"permissions", "paths", "role", "until", "newAccount", "hours", "uses"})
    @Operation(operationId = "inviteToInstance", summary = "Make a link by which people become members")
    @APIResponseSchema(
            value = MadeInvitation.class,
            responseCode = "201",
            responseDescription = "Made; the secret isn't shown again")
    public Response make(@Context Caller caller, @PathParam("id") String id, NewInvitation body) {
        return Response.status(201)
                .entity(MadeInvitation.of(invitations.make(caller, body.order(new InstanceId(id), permissions))))
                .build();
    }

    @DELETE
    @Path("{id}/invitations/{invitation}")
    @RequiresPermission(value = PermissionNames.INSTANCE_MEMBERS, instance = "id")
    @Audited(value = "instance.invitation.revoke", kind = "instance", id = "id", values = "invitation")
    @Operation(operationId = "revokeInvitation", summary = "Take an invitation back")
    @APIResponse(responseCode = "204", description = "The link doesn't hold any more")
    public void revoke(
            @Context Caller caller,
            @PathParam("id") String id,
            @PathParam("invitation") String invitation,
            @Context AuditNote note) {
        var instance = new InstanceId(id);
        var former = InvitationList.of(invitations.list(caller, instance));
        invitations.revoke(caller, instance, invitation);
        former.find(invitation).ifPresent(note::gone);
    }
}
