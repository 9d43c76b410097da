package io.ostler.panel.rest.internal.resource;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.UserFilter;
import io.ostler.panel.api.access.UserSort;
import io.ostler.panel.api.access.Users;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.answer.ETags;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.UserBodies;
import io.ostler.panel.rest.internal.body.UserBodies.NewUser;
import io.ostler.panel.rest.internal.body.UserBodies.User;
import io.ostler.panel.rest.internal.body.UserBodies.UserChange;
import io.ostler.panel.rest.internal.body.UserBodies.UserList;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
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
    private static final int LONGEST_PAGE = 200;

    private final Users users;

    @Activate
    public UserResource(@Reference Users users) {
        this.users = users;
    }

    @GET
    @Compressed
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Operation(operationId = "listUsers", summary = "User accounts, in pages")
    public CompletionStage<UserList> list(
            @Context Caller caller,
            @Parameter(description = "Words in name, display name or e-mail address") @QueryParam("q") @Nullable
                    String text,
            @Parameter(description = "Any of these") @QueryParam("role") List<String> roles,
            @Parameter(description = "enabled, disabled or never-signed-in") @QueryParam("state") @Nullable
                    String state,
            @Parameter(description = "name, created or last-sign-in; with '-' before it descending")
                    @QueryParam("sort")
                    @DefaultValue("name")
                    String sort,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new OstlerException(
                    ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", "limit", "min", "1", "max", "" + LONGEST_PAGE));
        }
        boolean descending = sort.startsWith("-");
        var query = new Users.Query(
                filter(text, roles, state), order(descending ? sort.substring(1) : sort), descending, cursor, limit);
        return Blocking.call(() -> UserList.of(users.page(caller, query)));
    }

    private static UserFilter filter(@Nullable String text, List<String> roles, @Nullable String state) {
        var some = roles.stream().map(UserBodies::roleId).collect(Collectors.<RoleId>toSet());
        return switch (state == null ? "" : state) {
            case "" -> new UserFilter(text, some, null, false);
            case "enabled" -> new UserFilter(text, some, false, false);
            case "disabled" -> new UserFilter(text, some, true, false);
            case "never-signed-in" -> new UserFilter(text, some, null, true);
            default -> throw OstlerException.invalid("state", "enabled, disabled or never-signed-in");
        };
    }

    private static UserSort order(String text) {
        return switch (text) {
            case "name" -> UserSort.NAME;
            case "created" -> UserSort.CREATED;
            case "last-sign-in" -> UserSort.LAST_SIGN_IN;
            default -> throw OstlerException.invalid("sort", "name, created or last-sign-in");
        };
    }

    @GET
    @Path("{id}")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @Operation(operationId = "getUser", summary = "One account; the ETag is its revision")
    @APIResponseSchema(value = User.class, responseCode = "200", responseDescription = "The account")
    public CompletionStage<Response> get(@Context Caller caller, @PathParam("id") String id) {
        return Blocking.call(() -> tagged(
                users.find(caller, new UserId(id)).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND)), 200));
    }

    @POST
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @StepUp
    @Audited(
            value = "user.create",
            kind = "user",
            values = {"name", "role", "displayName", "email"})
    @Operation(operationId = "createUser", summary = "Make a user account")
    @APIResponseSchema(value = User.class, responseCode = "201", responseDescription = "Made")
    public CompletionStage<Response> create(@Context Caller caller, NewUser body) {
        return Blocking.call(() -> tagged(
                users.create(caller, body.name(), body.password(), UserBodies.roleId(body.role()), body.details()),
                201));
    }

    @PATCH
    @Path("{id}")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @StepUp
    @Audited(
            value = "user.change",
            kind = "user",
            id = "id",
            values = {"role", "disabled", "banReason", "disabledUntil"})
    @Operation(
            operationId = "changeUser",
            summary =
                    "Change an account, with If-Match only that revision; who loses rights loses streams and sessions")
    @APIResponseSchema(value = User.class, responseCode = "200", responseDescription = "Changed")
    public CompletionStage<Response> change(
            @Context Caller caller,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context AuditNote note,
            UserChange body) {
        var tag = ifMatch == null ? ETags.ANY : ETags.required(ifMatch);
        var revision = tag.equals(ETags.ANY) ? null : (Long) ETags.revision(tag);
        return Blocking.call(() -> {
            var former = users.find(caller, new UserId(id));
            var changed = users.change(caller, new UserId(id), body.change(revision));
            former.ifPresent(user -> note.change(User.of(user), User.of(changed)));
            return tagged(changed, 200);
        });
    }

    private static Response tagged(Users.User user, int status) {
        return Response.status(status)
                .header(HttpHeaders.ETAG, ETags.quoted(Long.toString(user.revision())))
                .entity(User.of(user))
                .build();
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(PermissionNames.USER_MANAGE)
    @StepUp
    @Audited(value = "user.delete", kind = "user", id = "id")
    @Operation(operationId = "deleteUser", summary = "Delete an account; its instances stay without an owner")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(@Context Caller caller, @PathParam("id") String id, @Context AuditNote note) {
        var user = new UserId(id);
        var former = users.find(caller, user);
        users.delete(caller, user);
        former.map(User::of).ifPresent(note::gone);
    }
}
