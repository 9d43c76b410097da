package io.ostler.panel.rest.internal.answer;

import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.rest.internal.body.SessionBodies.Session;
import io.ostler.panel.rest.internal.request.Callers;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A session as its browser learns of it: the body, and the cookie that holds the secret. Thread-safe. */
@Component(service = SessionAnswers.class)
public final class SessionAnswers {
    private static final String VERSION = version();

    private final AccessControl access;
    private final Permissions permissions;

    @Activate
    public SessionAnswers(@Reference AccessControl access, @Reference Permissions permissions) {
        this.access = access;
        this.permissions = permissions;
    }

    public Session body(Sessions.Session session, RequestFacts facts) {
        var caller = new Caller(
                session.user(),
                session.userName(),
                session.role(),
                session.handle(),
                facts.origin(),
                facts.address(),
                null,
                session.impersonator());
        var everywhere = texts(permission -> access.allows(caller, permission, null));
        var somewhere = texts(
                permission -> access.allowsSomewhere(caller, permission) && !everywhere.contains(permission.text()));
        return Session.of(session, everywhere, somewhere, VERSION);
    }

    private List<String> texts(Predicate<Permission> held) {
        return permissions.all().stream().filter(held).map(Permission::text).toList();
    }

    /** With the cookie of a session that was just opened. */
    public Response opened(Sessions.SignedIn signedIn, RequestFacts facts, int status) {
        return Response.status(status)
                .header(HttpHeaders.SET_COOKIE, cookie(signedIn.secret(), facts, maxAge(signedIn.session())))
                .entity(body(signedIn.session(), facts))
                .build();
    }

    /** The cookie of a session that was just opened, for answers of another form. */
    public static String cookie(Sessions.SignedIn signedIn, RequestFacts facts) {
        return cookie(signedIn.secret(), facts, maxAge(signedIn.session()));
    }

    /** The cookie again, so that the browser keeps it as long as the session now lives. */
    public Response renewed(Sessions.Session session, String secret, RequestFacts facts) {
        return Response.ok(body(session, facts))
                .header(HttpHeaders.SET_COOKIE, cookie(secret, facts, maxAge(session)))
                .build();
    }

    /** Takes the cookies away. */
    public static Response signedOut(RequestFacts facts) {
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", facts, 0))
                .header(HttpHeaders.SET_COOKIE, ownCookie("", facts, 0))
                .build();
    }

    /** As somebody else; the caller's own session waits in a cookie of its own. */
    public Response acting(Sessions.SignedIn signedIn, String own, RequestFacts facts) {
        return Response.ok(body(signedIn.session(), facts))
                .header(HttpHeaders.SET_COOKIE, cookie(signedIn.secret(), facts, maxAge(signedIn.session())))
                .header(HttpHeaders.SET_COOKIE, ownCookie(own, facts, maxAge(signedIn.session())))
                .build();
    }

    /** Back to the own session, which waited. */
    public static Response own(Sessions.Session session, String secret, RequestFacts facts) {
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie(secret, facts, maxAge(session)))
                .header(HttpHeaders.SET_COOKIE, ownCookie("", facts, 0))
                .build();
    }

    /** Sent only to where it is changed back. */
    private static String ownCookie(String secret, RequestFacts facts, long maxAge) {
        return Callers.OWN_COOKIE + "=" + secret + "; Path=/api/v1/session; Max-Age=" + maxAge
                + "; HttpOnly; SameSite=Strict" + (facts.secure() ? "; Secure" : "");
    }

    /** Written here, because JAX-RS cookies still carry the {@code Version} of 1997. */
    private static String cookie(String secret, RequestFacts facts, long maxAge) {
        return Callers.COOKIE + "=" + secret + "; Path=/; Max-Age=" + maxAge + "; HttpOnly; SameSite=Strict"
                + (facts.secure() ? "; Secure" : "");
    }

    private static long maxAge(Sessions.Session session) {
        return Math.max(1, Duration.between(Instant.now(), session.expires()).toSeconds());
    }

    private static String version() {
        var bundle = FrameworkUtil.getBundle(SessionAnswers.class);
        return bundle == null ? "development" : bundle.getVersion().toString();
    }
}
