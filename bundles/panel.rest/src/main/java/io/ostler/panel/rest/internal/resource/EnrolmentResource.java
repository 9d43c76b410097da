package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.node.Nodes;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.body.EnrolmentBodies.Enrolment;
import io.ostler.panel.rest.internal.body.EnrolmentBodies.Join;
import io.ostler.panel.rest.internal.body.EnrolmentBodies.Joined;
import io.ostler.panel.rest.internal.body.EnrolmentBodies.NewEnrolment;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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

/** How a daemon joins the panel. */
@Component(service = EnrolmentResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("enrolments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "nodes")
public final class EnrolmentResource {
    private final Nodes nodes;

    @Activate
    public EnrolmentResource(@Reference Nodes nodes) {
        this.nodes = nodes;
    }

    @POST
    @RequiresPermission(PermissionNames.NODE_MANAGE)
    @Audited(value = "node.enrolment.create", kind = "node", values = "name")
    @Operation(operationId = "createEnrolment", summary = "Make a one-time key with which a daemon joins")
    @APIResponseSchema(
            value = Enrolment.class,
            responseCode = "201",
            responseDescription = "The key is shown this once")
    public Response create(@Context Caller caller, NewEnrolment body, @Context RequestFacts facts) {
        var enrolment = nodes.createEnrolment(caller, body.name(), facts.base());
        return Response.status(201).entity(Enrolment.of(enrolment)).build();
    }

    @POST
    @Path("join")
    @Anonymous("the one-time key is the right; daemons have no session")
    @Audited(value = "node.join", kind = "node", values = "name")
    @Operation(operationId = "joinNode", summary = "Called by a daemon: take a key and exchange public keys")
    public Joined join(Join body, @Context RequestFacts facts) {
        return Joined.of(nodes.join(body.request(), facts.address()));
    }
}
