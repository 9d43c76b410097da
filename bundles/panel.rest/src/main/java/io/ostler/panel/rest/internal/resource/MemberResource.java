package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.instance.Members;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.MemberBodies.Member;
import io.ostler.panel.rest.internal.body.MemberBodies.MemberChange;
import io.ostler.panel.rest.internal.body.MemberBodies.MemberList;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who beside its owner may use an instance. */
@Component(service = MemberResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "instances")
public final class MemberResource {
    private final Members members;
    private final AccessControl access;
    private final Permissions permissions;

    @Activate
    public MemberResource(
            @Reference Members members, @Reference AccessControl access, @Reference Permissions permissions) {
        this.members = members;
        this.permissions = permissions;
        this.access = access;
    }

    @GET
    @Path("{id}/members")
    @RequiresPermission(value = PermissionNames.INSTANCE_MEMBERS, instance = "id")
    @Operation(operationId = "listMembers", summary = "Who may use the instance, and what the caller can give")
    public MemberList list(@Context Caller caller, @PathParam("id") String id) {
        var instance = new InstanceId(id);
        var found = members.list(caller, instance).stream().map(Member::of).toList();
        var grantable = permissions.all().stream()
                .filter(p -> p.reach() == Permission.Reach.OWNER && !p.equals(Permission.INSTANCE_MEMBERS))
                .filter(p -> access.allows(caller, p, instance))
                .map(Permission::text)
                .toList();
        return new MemberList(
                found,
                grantable,
                members.roles(caller, instance).stream().map(RoleId::value).toList());
    }

    @PUT
    @Path("{id}/members/{member}")
    @RequiresPermission(value = PermissionNames.INSTANCE_MEMBERS, instance = "id")
    @Audited(
            value = "instance.member.put",
            kind = "instance",
            id = "id",
            values = {"member", "permissions", "paths", "role", "until"})
    @Operation(operationId = "putMember", summary = "Let a user, by name, use the instance, or change what they may do")
    public Member put(
            @Context Caller caller,
            @PathParam("id") String id,
            @PathParam("member") String userName,
            @Context AuditNote note,
            MemberChange body) {
        var instance = new InstanceId(id);
        var former = former(caller, instance, userName);
        var next = Member.of(members.put(caller, instance, userName, body.grant(permissions)));
        former.ifPresent(member -> note.change(member, next));
        return next;
    }

    private Optional<Member> former(Caller caller, InstanceId instance, String userName) {
        return members.list(caller, instance).stream()
                .filter(member -> member.userName().equalsIgnoreCase(userName))
                .findAny()
                .map(Member::of);
    }

    @DELETE
    @Path("{id}/members/{member}")
    @RequiresPermission(value = PermissionNames.INSTANCE_MEMBERS, instance = "id")
    @Audited(value = "instance.member.remove", kind = "instance", id = "id", values = "member")
    @Operation(operationId = "removeMember", summary = "End a membership, by the user's id")
    @APIResponse(responseCode = "204", description = "Ended, with the member's streams")
    public void remove(
            @Context Caller caller,
            @PathParam("id") String id,
            @PathParam("member") String userId,
            @Context AuditNote note) {
        var user = new UserId(userId);
        members.list(caller, new InstanceId(id)).stream()
                .filter(member -> member.user().equals(user))
                .findAny()
                .ifPresent(member -> note.change(Member.of(member), Map.of()));
        members.remove(caller, new InstanceId(id), user);
    }
}
