package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.instance.Invitations;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.NotAudited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.SessionAnswers;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.InvitationBodies.AcceptedInvitation;
import io.ostler.panel.rest.internal.body.InvitationBodies.InvitationOffer;
import io.ostler.panel.rest.internal.body.InvitationBodies.InvitationSecret;
import io.ostler.panel.rest.internal.body.InvitationBodies.InvitedAccount;
import io.ostler.panel.rest.internal.body.SessionBodies.Session;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.Consumes;
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

/** What people do with the link of an invitation. The secret is in bodies alone, so that no log has it. */
@Component(service = InvitationUseResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("invitation")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "invitations")
public final class InvitationUseResource {
    private final Invitations invitations;
    private final SessionAnswers answers;

    @Activate
    public InvitationUseResource(@Reference Invitations invitations, @Reference SessionAnswers answers) {
        this.invitations = invitations;
        this.answers = answers;
    }

    @POST
    @Path("look")
    @Anonymous("the secret of the link is the right; guesses are throttled")
    @NotAudited("changes nothing; making and using the invitation are recorded")
    @Operation(operationId = "lookAtInvitation", summary = "What does the link lead to?")
    public CompletionStage<InvitationOffer> look(InvitationSecret body, @Context RequestFacts facts) {
        return Blocking.call(() -> InvitationOffer.of(invitations.look(body.secret(), facts.address())));
    }

    @POST
    @Path("accept")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Audited(value = "invitation.accept", kind = "instance")
    @Operation(operationId = "acceptInvitation", summary = "Become a member of the instance")
    public CompletionStage<AcceptedInvitation> accept(
            @Context Caller caller, @Context RequestFacts facts, @Context AuditNote note, InvitationSecret body) {
        return Blocking.call(() -> {
            var offer = invitations.look(body.secret(), facts.address());
            var instance = invitations.accept(caller, body.secret());
            note.about(AuditObject.of(AuditObject.INSTANCE, instance.value()));
            note.made(InvitationOffer.of(offer));
            return new AcceptedInvitation(instance.value());
        });
    }

    @POST
    @Path("account")
    @Anonymous("the secret of the link is the right; guesses are throttled")
    @Audited(value = "invitation.account", values = "name")
    @Operation(operationId = "acceptInvitationAsNew", summary = "Make an account and sign in")
    @APIResponseSchema(value = Session.class, responseCode = "201", responseDescription = "Signed in")
    public CompletionStage<Response> acceptAsNew(InvitedAccount body, @Context RequestFacts facts) {
        return Blocking.call(() -> answers.opened(
                invitations.acceptAsNew(body.secret(), body.name(), body.password(), facts.address(), facts.client()),
                facts,
                201));
    }
}
