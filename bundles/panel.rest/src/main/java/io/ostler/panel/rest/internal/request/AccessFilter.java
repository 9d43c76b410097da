package io.ostler.panel.rest.internal.request;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.factor.Confirmations;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.InPerson;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.SessionOnly;
import io.ostler.panel.api.rest.SignedIn;
import io.ostler.panel.api.rest.StepUp;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard before every operation: session or API key, CSRF header and the permission that the operation declares. An operation
 * that declares nothing is refused, whoever wrote it. Services check again; this is the outer door. Thread-safe.
 */
@Component(service = AccessFilter.class)
@Priority(Priorities.AUTHENTICATION)
public final class AccessFilter implements ContainerRequestFilter {
    public static final String CSRF_HEADER = "X-Ostler-Csrf";

    private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);
    private static final String IDENTIFIED = Callers.Identified.class.getName();
    /** Set by the host for each request, before the filters run. */
    public static final String FACTS = RequestFacts.class.getName();

    private final Callers callers;
    private final DeclaredRights rights;
    private final RequestPolicy policy;
    private final Confirmations confirmations;

    @Activate
    public AccessFilter(
            @Reference Callers callers,
            @Reference AccessControl access,
            @Reference Permissions permissions,
            @Reference RequestPolicy policy,
            @Reference Confirmations confirmations) {
        this.callers = callers;
        rights = new DeclaredRights(access, permissions);
        this.policy = policy;
        this.confirmations = confirmations;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        var method = operation(context);
        limitBody(context, method);
        if (method.isAnnotationPresent(Anonymous.class)) {
            return;
        }
        var required = method.getAnnotation(RequiresPermission.class);
        if (required == null && !method.isAnnotationPresent(SignedIn.class)) {
            LOG.error("refused {}: the operation declares no permission", method);
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
        var identified = callers.identify((Credential) context.getProperty(Credential.ATTRIBUTE), facts(context))
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_SIGNED_IN));
        var session = identified.session();
        // A browser sends a key only when a page of ours, or none, told it to: only cookies travel by themselves.
        if (session != null) {
            checkCsrf(context, session);
        }
        // Known from here on: what is refused now is recorded with whom it was refused to.
        context.setProperty(IDENTIFIED, identified);
        if (session == null && !isForKeys(context, method, required)) {
            throw new OstlerException(ErrorCode.API_KEY_NOT_ENOUGH);
        }
        if (required != null) {
            rights.check(context.getUriInfo().getPathParameters(), identified.caller(), required);
        }
        checkPresence(method, required, identified);
    }

    /** After the permission: who may not do it isn't asked for a proof. */
    private void checkPresence(Method method, @Nullable RequiresPermission required, Callers.Identified identified) {
        boolean proof = method.isAnnotationPresent(StepUp.class);
        var caller = identified.caller();
        if ((proof || method.isAnnotationPresent(InPerson.class)) && caller.impersonator() != null) {
            throw new OstlerException(ErrorCode.IMPERSONATING);
        }
        if (!proof) {
            return;
        }
        var session = identified.session();
        if (session != null) {
            confirmations.require(session);
        } else if (required == null || !isNamed(caller, required)) {
            throw new OstlerException(ErrorCode.API_KEY_NOT_ENOUGH);
        }
    }

    /** Whether the key was made for it: "all that the account may" isn't a decision to let a program do dangerous things. */
    private boolean isNamed(Caller caller, RequiresPermission required) {
        var key = caller.key();
        return key != null && rights.known(required).stream().anyMatch(key::namesExpressly);
    }

    /** Whether a session stands behind the request. */
    public static boolean isIdentified(ContainerRequestContext context) {
        return context.getProperty(IDENTIFIED) instanceof Callers.Identified;
    }

    /** Who calls; only for operations that want a session. */
    public static Callers.Identified identified(ContainerRequestContext context) {
        if (context.getProperty(IDENTIFIED) instanceof Callers.Identified identified) {
            return identified;
        }
        throw new OstlerException(ErrorCode.NOT_SIGNED_IN);
    }

    public static RequestFacts facts(ContainerRequestContext context) {
        return (RequestFacts) context.getProperty(FACTS);
    }

    private static Method operation(ContainerRequestContext context) {
        var matched = ((ContainerRequest) context).getUriInfo().getMatchedResourceMethod();
        // Jersey answers OPTIONS with a method of its own, which no operation of ours declares.
        if (matched == null || context.getMethod().equals("OPTIONS")) {
            throw new OstlerException(ErrorCode.METHOD_NOT_ALLOWED);
        }
        return matched.getInvocable().getHandlingMethod();
    }

    private void limitBody(ContainerRequestContext context, Method method) {
        int limit = method.isAnnotationPresent(TakesText.class) ? policy.textBytes() : policy.bodyBytes();
        if (context.getLength() > limit) {
            throw LimitedStream.tooLarge(limit);
        }
        context.setEntityStream(new LimitedStream(context.getEntityStream(), limit));
    }

    /** What is about a session isn't, nor what changes the account itself: a stolen key must not beget more. */
    private boolean isForKeys(ContainerRequestContext context, Method method, @Nullable RequiresPermission required) {
        if (required == null || method.isAnnotationPresent(SessionOnly.class)) {
            return false;
        }
        return isReading(context)
                || rights.known(required).stream().anyMatch(permission -> permission.reach() != Permission.Reach.SELF);
    }

    private static boolean isReading(ContainerRequestContext context) {
        return context.getMethod().equals("GET") || context.getMethod().equals("HEAD");
    }

    private static void checkCsrf(ContainerRequestContext context, Sessions.Session session) {
        if (isReading(context)) {
            return;
        }
        var sent = context.getHeaderString(CSRF_HEADER);
        if (sent == null || !MessageDigest.isEqual(bytes(sent), bytes(session.csrf()))) {
            throw new OstlerException(ErrorCode.CSRF_REFUSED);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
