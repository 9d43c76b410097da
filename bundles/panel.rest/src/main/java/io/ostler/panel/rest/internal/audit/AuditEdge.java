package io.ostler.panel.rest.internal.audit;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.NotAudited;
import io.ostler.panel.rest.internal.problem.Problems;
import io.ostler.panel.rest.internal.request.AccessFilter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionException;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Invocable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The one place where operations are recorded: what changes something is noted before it is done, with body and all, and
 * has its result before the answer leaves. Where that fails the operation isn't done, or not called done. Thread-safe.
 */
@Component(service = AuditEdge.class)
@Priority(Priorities.AUTHORIZATION)
public final class AuditEdge implements ContainerRequestFilter, ContainerResponseFilter, ReaderInterceptor {
    private static final String CALL = AuditedCall.class.getName();

    private final Audit audit;
    private final Ownership ownership;

    @Activate
    public AuditEdge(@Reference Audit audit, @Reference Ownership ownership) {
        this.audit = audit;
        this.ownership = ownership;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var operation = operation(request);
        if (operation == null) {
            return;
        }
        var call = call(request, operation);
        if (call == null) {
            return;
        }
        request.setProperty(CALL, call);
        if (!operation.requiresEntity()) {
            begin(request, call);
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        var body = context.proceed();
        if (context.getProperty(CALL) instanceof AuditedCall call && body != null) {
            call.body(body);
            call.begin(audit);
        }
        return body;
    }

    private void begin(ContainerRequestContext request, AuditedCall call) {
        if (!request.getMethod().equals("GET")) {
            call.begin(audit);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var operation = operation(request);
        var call = request.getProperty(CALL) instanceof AuditedCall known
                ? known
                : operation == null || !isKnown(request, operation.getHandlingMethod())
                        ? null
                        : call(request, operation);
        if (call == null) {
            return;
        }
        try {
            call.end(audit, result(request, response), response.getEntity());
        } catch (OstlerException e) {
            refuse(request, response, e);
        } catch (CompletionException e) {
            refuse(
                    request,
                    response,
                    e.getCause() instanceof OstlerException known
                            ? known
                            : new OstlerException(ErrorCode.STORAGE_FAILED));
        }
    }

    /** Strangers can't fill the audit by knocking; guesses of passwords are throttled where they are made. */
    private static boolean isKnown(ContainerRequestContext request, Method method) {
        return method.isAnnotationPresent(Anonymous.class) || AccessFilter.isIdentified(request);
    }

    private static AuditResult result(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < 400) {
            return AuditResult.DONE;
        }
        return AuditResult.of(request.getProperty(Problems.CODE) instanceof ErrorCode code ? code : ErrorCode.INTERNAL);
    }

    private static void refuse(ContainerRequestContext request, ContainerResponseContext response, OstlerException e) {
        response.getHeaders().remove("Set-Cookie");
        response.getHeaders().remove("ETag");
        var problem = Problems.response(e, AccessFilter.facts(request).id(), null);
        response.setStatus(problem.getStatus());
        response.setEntity(problem.getEntity(), new java.lang.annotation.Annotation[0], problem.getMediaType());
    }

    private static @Nullable Invocable operation(ContainerRequestContext request) {
        var method = ((ContainerRequest) request).getUriInfo().getMatchedResourceMethod();
        return method == null || request.getMethod().equals("OPTIONS") ? null : method.getInvocable();
    }

    /** Null for what isn't recorded. */
    private @Nullable AuditedCall call(ContainerRequestContext request, Invocable operation) {
        var method = operation.getHandlingMethod();
        var audited = method.getAnnotation(Audited.class);
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (audited == null && (reads || method.isAnnotationPresent(NotAudited.class))) {
            return null;
        }
        if (audited != null && audited.others() && isOwn(request)) {
            return null;
        }
        return new AuditedCall(request, method, audited);
    }

    private boolean isOwn(ContainerRequestContext request) {
        var id = request.getUriInfo().getPathParameters().getFirst("id");
        if (id == null || !AccessFilter.isIdentified(request)) {
            return false;
        }
        UserId caller = AccessFilter.identified(request).caller().user();
        try {
            return ownership.ownerOf(new InstanceId(id)).filter(caller::equals).isPresent();
        } catch (OstlerException e) {
            return false; // no id: the operation says so
        }
    }

    /** For operations that have more to tell; what isn't recorded tells nobody. */
    static AuditNote note(ContainerRequestContext request) {
        return request.getProperty(CALL) instanceof AuditedCall call ? call.note() : new AuditNote();
    }
}
