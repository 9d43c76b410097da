package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.access.SshKeys;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.InPerson;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.SessionBodies.NewSshKey;
import io.ostler.panel.rest.internal.body.SessionBodies.SshKey;
import io.ostler.panel.rest.internal.body.SessionBodies.SshKeyList;
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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The caller's own public keys. */
@Component(service = SshKeyResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("account/ssh-keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
public final class SshKeyResource {
    private final SshKeys keys;

    @Activate
    public SshKeyResource(@Reference SshKeys keys) {
        this.keys = keys;
    }

    @GET
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @Operation(operationId = "listSshKeys", summary = "My public keys for SFTP")
    public SshKeyList list(@Context Caller caller) {
        return new SshKeyList(keys.list(caller).stream().map(SshKey::of).toList());
    }

    @POST
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @StepUp
    @Audited(value = "account.ssh-key.add", kind = "ssh-key", values = "name")
    @Operation(operationId = "addSshKey", summary = "Add a public key")
    @APIResponseSchema(value = SshKey.class, responseCode = "201", responseDescription = "Added")
    public Response add(@Context Caller caller, NewSshKey body) {
        var added = keys.add(caller, body.name() == null ? "" : body.name(), body.text());
        return Response.status(201).entity(SshKey.of(added)).build();
    }

    @DELETE
    @Path("{key}")
    @RequiresPermission(PermissionNames.ACCOUNT_SELF)
    @InPerson
    @Audited(value = "account.ssh-key.remove", kind = "ssh-key", id = "key")
    @Operation(operationId = "removeSshKey", summary = "Remove a public key")
    @APIResponse(responseCode = "204", description = "Removed, with every session that was opened with it")
    public void remove(@Context Caller caller, @PathParam("key") String key, @Context AuditNote note) {
        var own = keys.list(caller);
        keys.remove(caller, key);
        own.stream()
                .filter(known -> known.id().equals(key))
                .forEach(known -> note.gone(Map.of("name", known.name(), "fingerprint", known.fingerprint())));
    }
}
