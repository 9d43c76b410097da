package io.ostler.panel.rest.internal.resource;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.answer.Blocking;
import io.ostler.panel.rest.internal.answer.Compressed;
import io.ostler.panel.rest.internal.answer.ETags;
import io.ostler.panel.rest.internal.answer.InstanceViews;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.body.DefinitionBodies.Definition;
import io.ostler.panel.rest.internal.body.InstanceBodies.Instance;
import io.ostler.panel.rest.internal.body.InstanceBodies.InstanceList;
import io.ostler.panel.rest.internal.body.InstanceBodies.NewInstance;
import io.ostler.panel.rest.internal.body.InstanceBodies.OwnerChange;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Instances of all nodes: list, make, define, delete. */
@Component(service = InstanceResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "instances")
public final class InstanceResource {
    private static final int LONGEST_PAGE = 1000;

    private final Instances instances;
    private final InstanceViews views;

    @Activate
    public InstanceResource(@Reference Instances instances, @Reference InstanceViews views) {
        this.instances = instances;
        this.views = views;
    }

    @GET
    @Compressed
    @RequiresPermission(PermissionNames.INSTANCE_VIEW)
    @Operation(operationId = "listInstances", summary = "Instances that the caller may see, in pages")
    @APIResponseSchema(value = InstanceList.class, responseCode = "200", responseDescription = "OK")
    public Response list(
            @Context Caller caller,
            @Parameter(description = "Words in name, id, tags, notes, folder or node") @QueryParam("q") @Nullable
                    String text,
            @Parameter(description = "Any of these") @QueryParam("state") List<String> states,
            @Parameter(description = "All of these") @QueryParam("tag") List<String> tags,
            @Parameter(description = "Names with '/' between; with what is beneath") @QueryParam("folder") @Nullable
                    String folder,
            @QueryParam("node") @Nullable String node,
            @QueryParam("owner") @Nullable String owner,
            @Parameter(description = "name, state, node, changed or expires; with '-' before it descending")
                    @QueryParam("sort")
                    @DefaultValue("name")
                    String sort,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new OstlerException(
                    ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", "limit", "min", "1", "max", "" + LONGEST_PAGE));
        }
        var filter = new Instances.Filter(
                text,
                Set.copyOf(states),
                tags,
                folder == null || folder.isEmpty() ? List.of() : List.of(folder.split("/", -1)),
                node == null ? null : new NodeId(node),
                owner == null ? null : new UserId(owner));
        boolean descending = sort.startsWith("-");
        var page = instances.list(
                caller,
                new Instances.Query(filter, order(descending ? sort.substring(1) : sort), descending, cursor, limit));
        byte[] json = views.json(caller, page);
        return Response.ok(json).header(HttpHeaders.CONTENT_LENGTH, json.length).build();
    }

    @POST
    @RequiresPermission(PermissionNames.INSTANCE_CREATE)
    @Audited(
            value = "instance.create",
            kind = "instance",
            values = {"node", "owner"})
    @Operation(operationId = "createInstance", summary = "Make an instance on a node")
    @APIResponseSchema(value = Instance.class, responseCode = "201", responseDescription = "Made")
    public CompletionStage<Response> create(@Context Caller caller, NewInstance body) {
        var owner = body.owner() == null ? null : new UserId(body.owner());
        var made = instances.create(
                caller, new NodeId(body.node()), body.definition().model(null), owner);
        return Blocking.limited(made).thenApply(instance -> tagged(caller, instance, 201));
    }

    @GET
    @Path("{id}")
    @RequiresPermission(value = PermissionNames.INSTANCE_VIEW, instance = "id")
    @Operation(operationId = "getInstance", summary = "One instance; the ETag is the revision of its definition")
    @APIResponseSchema(value = Instance.class, responseCode = "200", responseDescription = "The instance")
    public Response get(@Context Caller caller, @PathParam("id") String id) {
        var instance = instances.get(caller, new InstanceId(id));
        return tagged(instance, 200).entity(views.json(caller, instance)).build();
    }

    @PUT
    @Path("{id}/definition")
    @RequiresPermission(
            value = {PermissionNames.INSTANCE_EDIT, PermissionNames.INSTANCE_RENAME},
            instance = "id")
    @Audited(value = "instance.definition.change", kind = "instance", id = "id")
    @Operation(
            operationId = "changeDefinition",
            summary = "Change the definition; with instance.rename alone only the name may differ")
    @APIResponseSchema(value = Instance.class, responseCode = "200", responseDescription = "Changed")
    public CompletionStage<Response> define(
            @Context Caller caller,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context AuditNote note,
            Definition body) {
        var instance = new InstanceId(id);
        var tag = ETags.required(ifMatch);
        var present = instances.get(caller, instance).snapshot();
        long revision = tag.equals(ETags.ANY) ? present.revision() : ETags.revision(tag);
        var definition = body.model(present.definition());
        return Blocking.limited(instances.update(caller, instance, definition, revision))
                .thenApply(changed -> {
                    tell(note, present.definition(), changed.snapshot().definition());
                    return tagged(caller, changed, 200);
                });
    }

    private static void tell(AuditNote note, InstanceDefinition was, InstanceDefinition is) {
        note.change(
                Definition.of(was, false), Definition.of(is, false), Definition.of(was, true), Definition.of(is, true));
    }

    @PUT
    @Path("{id}/owner")
    @RequiresPermission(value = PermissionNames.INSTANCE_EDIT, instance = "id")
    @Audited(value = "instance.owner.change", kind = "instance", id = "id", values = "owner")
    @Operation(operationId = "changeOwner", summary = "Give the instance to a user, or to nobody")
    public Instance changeOwner(@Context Caller caller, @PathParam("id") String id, OwnerChange body) {
        var owner = body.owner() == null ? null : new UserId(body.owner());
        return views.of(caller, instances.changeOwner(caller, new InstanceId(id), owner));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(value = PermissionNames.INSTANCE_DELETE, instance = "id")
    @StepUp
    @Audited(value = "instance.delete", kind = "instance", id = "id", values = "files")
    @Operation(
            operationId = "deleteInstance",
            summary = "Delete an instance that is at rest, with its files or without")
    @APIResponse(responseCode = "204", description = "Deleted")
    public CompletionStage<Response> delete(
            @Context Caller caller,
            @PathParam("id") String id,
            @QueryParam("files") @DefaultValue("false") boolean files) {
        return Blocking.limited(instances.delete(caller, new InstanceId(id), files))
                .thenApply(done -> Response.noContent().build());
    }

    private static Instances.Sort order(String name) {
        return Arrays.stream(Instances.Sort.values())
                .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(name))
                .findAny()
                .orElseThrow(() -> OstlerException.invalid("sort", "name, state, node, changed or expires"));
    }

    private Response tagged(Caller caller, Instances.Instance instance, int status) {
        return tagged(instance, status).entity(views.of(caller, instance)).build();
    }

    private static Response.ResponseBuilder tagged(Instances.Instance instance, int status) {
        return Response.status(status)
                .header(
                        HttpHeaders.ETAG,
                        ETags.quoted(Long.toString(instance.snapshot().revision())));
    }
}
