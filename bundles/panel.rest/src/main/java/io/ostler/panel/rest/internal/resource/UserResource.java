package io.ostler.panel.rest.internal.resource;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.Users;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.UserBodies;
import io.ostler.panel.rest.internal.body.UserBodies.NewUser;
import io.ostler.panel.rest.internal.body.UserBodies.User;
import io.ostler.panel.rest.internal.body.UserBodies.UserChange;
import io.ostler.panel.rest.internal.body.UserBodies.UserList;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/** User accounts. */
@Component(service = UserResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("users")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public final class UserResource {
    private final Users users;

    @Activate
    public UserResource(@Reference Users users) {
        this.users = users;
    }

    @GET
    @Compressed
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Operation(operationId = "listUsers", summary = "All user accounts, by name")
    public UserList list(@Context Caller caller) {
        return UserList.of(users.list(caller));
    }

    @POST
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Audited(
            value = "user.create",
            kind = "user",
            values = {"name", "role"})
    @Operation(operationId = "createUser", summary = "Make a user account")
    @APIResponseSchema(value = User.class, responseCode = "201", responseDescription = "Made")
    public CompletionStage<Response> create(@Context Caller caller, NewUser body) {
        return Blocking.call(() -> {
            var user = users.create(caller, body.name(), body.password(), UserBodies.roleId(body.role()));
            return Response.status(201).entity(User.of(user)).build();
        });
    }

    @PATCH
    @Path("{id}")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Audited(
            value = "user.change",
            kind = "user",
            id = "id",
            values = {"role", "disabled"})
    @Operation(
            operationId = "changeUser",
            summary = "Change role, password or state of an account; streams and sessions that lose their right end")
    public CompletionStage<User> change(
            @Context Caller caller, @PathParam("id") String id, @Context AuditNote note, UserChange body) {
        return Blocking.call(() -> {
            var former = users.find(caller, new UserId(id)).map(User::of);
            var changed = User.of(users.change(caller, new UserId(id), body.change()));
            former.ifPresent(user -> note.change(user, changed));
            return changed;
        });
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Audited(value = "user.delete", kind = "user", id = "id")
    @Operation(operationId = "deleteUser", summary = "Delete an account; its instances stay without an owner")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(@Context Caller caller, @PathParam("id") String id) {
        users.delete(caller, new UserId(id));
    }
}
