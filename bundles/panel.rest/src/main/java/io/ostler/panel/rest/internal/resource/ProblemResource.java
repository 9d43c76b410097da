package io.ostler.panel.rest.internal.resource;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.Problems;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.body.ProblemBodies.Crash;
import io.ostler.panel.rest.internal.body.ProblemBodies.CrashReport;
import io.ostler.panel.rest.internal.body.ProblemBodies.FindingList;
import io.ostler.panel.rest.internal.body.ProblemBodies.FixOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** What went wrong with an instance, and what can be done about it. */
@Component(service = ProblemResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "instances")
public final class ProblemResource {
    private final Problems problems;

    @Activate
    public ProblemResource(@Reference Problems problems) {
        this.problems = problems;
    }

    @GET
    @Path("{id}/problems")
    @RequiresPermission(value = PermissionNames.INSTANCE_VIEW, instance = "id")
    @Operation(
            operationId = "listProblems",
            summary = "What was recognised in what the present or last run printed, newest first")
    public FindingList listProblems(@Context Caller caller, @PathParam("id") String id) {
        return FindingList.of(problems.findings(caller, new InstanceId(id)));
    }

    @POST
    @Path("{id}/problems/{detector}/fix")
    @RequiresPermission(value = PermissionNames.FILES_WRITE, instance = "id")
    @Audited(
            value = "instance.problem.fix",
            kind = "instance",
            id = "id",
            values = {"detector", "fix"})
    @Operation(
            operationId = "fixProblem",
            summary =
                    "Let the node do what a problem offers; the instance must be at rest, and the right without exceptions")
    @APIResponse(responseCode = "204", description = "Done; the problem is gone from the list")
    public CompletionStage<Response> fixProblem(
            @Context Caller caller, @PathParam("id") String id, @PathParam("detector") String detector, FixOrder body) {
        return Blocking.limited(problems.fix(caller, new InstanceId(id), detector, body.fix()))
                .thenApply(done -> Response.noContent().build());
    }

    @GET
    @Path("{id}/crash")
    @RequiresPermission(value = PermissionNames.CONSOLE_READ, instance = "id")
    @Operation(
            operationId = "getCrash",
            summary = "How the last run crashed, with its last lines; without a report when it didn't")
    @APIResponseSchema(value = Crash.class, responseCode = "200", responseDescription = "The report, if there is one")
    public CompletionStage<Crash> getCrash(@Context Caller caller, @PathParam("id") String id) {
        return Blocking.limited(problems.crash(caller, new InstanceId(id)))
                .thenApply(found -> new Crash(found.map(CrashReport::of).orElse(null)));
    }
}
