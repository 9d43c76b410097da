package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Setup;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.SessionAnswers;
import io.ostler.panel.rest.internal.body.SessionBodies.Session;
import io.ostler.panel.rest.internal.body.SetupBodies.SetupCompletion;
import io.ostler.panel.rest.internal.body.SetupBodies.SetupState;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The first run: makes the first administrator. */
@Component(service = SetupResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("setup")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "set-up")
public final class SetupResource {
    private final Setup setup;
    private final SessionAnswers answers;

    @Activate
    public SetupResource(@Reference Setup setup, @Reference SessionAnswers answers) {
        this.setup = setup;
        this.answers = answers;
    }

    @GET
    @Anonymous("tells only whether an administrator exists; the console shows set-up or sign-in by it")
    @Operation(operationId = "getSetup", summary = "Is the first administrator still missing?")
    public SetupState state() {
        return new SetupState(setup.isNeeded());
    }

    @POST
    @Anonymous("the one-time code that the server printed is the right")
    @Audited(value = "setup.complete", values = "name")
    @Operation(operationId = "completeSetup", summary = "Make the first administrator and sign in")
    @APIResponseSchema(value = Session.class, responseCode = "201", responseDescription = "Signed in")
    public CompletionStage<Response> complete(SetupCompletion body, @Context RequestFacts facts) {
        return Blocking.call(() -> answers.opened(
                setup.complete(body.code(), body.name(), body.password(), facts.address(), facts.client()),
                facts,
                201));
    }
}
