package io.ostler.panel.rest.internal.resource;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.identity.LoginLinks;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.body.SignInBodies.LoginLink;
import io.ostler.panel.rest.internal.body.SignInBodies.NewLoginLink;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Links that sign somebody in once: for shops that send their customers here. */
@Component(service = LoginLinkResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("users/{id}/login-links")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public final class LoginLinkResource {
    private final LoginLinks links;

    @Activate
    public LoginLinkResource(@Reference LoginLinks links) {
        this.links = links;
    }

    @POST
    @RequiresPermission(PermissionNames.USER_LOGIN_LINK)
    @StepUp
    @Audited(value = "user.login-link", kind = "user", id = "id", values = "to")
    @Operation(
            operationId = "createLoginLink",
            summary = "Make a link that signs this person in once, within a minute; never for accounts that hold more")
    @APIResponseSchema(value = LoginLink.class, responseCode = "201", responseDescription = "Made")
    public Response create(
            @Context Caller caller, @PathParam("id") String id, NewLoginLink body, @Context RequestFacts facts) {
        var link = links.create(caller, new UserId(id), body.to());
        // In the fragment: no server, proxy or log sees it.
        var address = facts.base() + "/login/link#" + link.secret();
        return Response.status(201)
                .entity(new LoginLink(address, link.expires()))
                .build();
    }
}
