package io.ostler.panel.rest.internal.signin;

import io.ostler.panel.api.access.Recovery;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.SessionAnswers;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.SessionBodies.Session;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The way back in that {@code bin/ostler recover} opens. */
@Component(service = RecoveryResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("recovery")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public final class RecoveryResource {
    private final Recovery recovery;
    private final SessionAnswers answers;

    @Activate
    public RecoveryResource(@Reference Recovery recovery, @Reference SessionAnswers answers) {
        this.recovery = recovery;
        this.answers = answers;
    }

    public record AccountRecovery(String code, String password) {}

    @POST
    @Anonymous("the code from the panel's machine is the right; guesses are throttled")
    @Audited("account.recover")
    @Operation(
            operationId = "recoverAccount",
            summary = "Set a new password with the code of bin/ostler recover; takes second factors and bans away")
    @APIResponseSchema(value = Session.class, responseCode = "200", responseDescription = "Signed in")
    public CompletionStage<Response> complete(
            AccountRecovery body, @Context RequestFacts facts, @Context AuditNote note) {
        return Blocking.call(() -> {
            var back = recovery.complete(body.code(), body.password(), facts.address(), facts.client());
            var session = back.session();
            note.about(new AuditObject(AuditObject.USER, session.user().value(), session.userName()));
            note.secret("password", true);
            note.made(Map.of("banned", false, "secondFactors", 0));
            return answers.opened(back, facts, 200);
        });
    }
}
