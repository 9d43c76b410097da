package io.ostler.panel.rest.internal.answer;

import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.rest.internal.body.SessionBodies.Session;
import io.ostler.panel.rest.internal.request.Callers;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A session as its browser learns of it: the body, and the cookie that holds the secret. Thread-safe. */
@Component(service = SessionAnswers.class)
public final class SessionAnswers {
    private static final String VERSION = version();

    private final AccessControl access;

    @Activate
    public SessionAnswers(@Reference AccessControl access) {
        this.access = access;
    }

    public Session body(Sessions.Session session, RequestFacts facts) {
        var caller = new Caller(
                session.user(), session.userName(), session.role(), session.handle(), facts.origin(), facts.address());
        var permissions = Arrays.stream(Permission.values())
                .filter(p -> access.allows(caller, p, null))
                .map(Permission::text)
                .toList();
        return Session.of(session, permissions, VERSION);
    }

    /** With the cookie of a session that was just opened. */
    public Response opened(Sessions.SignedIn signedIn, RequestFacts facts, int status) {
        return Response.status(status)
                .cookie(cookie(
                        signedIn.secret(), facts, maxAge(signedIn.session().expires())))
                .entity(body(signedIn.session(), facts))
                .build();
    }

    /** The cookie again, so that the browser keeps it as long as the session now lives. */
    public Response renewed(Sessions.Session session, String secret, RequestFacts facts) {
        return Response.ok(body(session, facts))
                .cookie(cookie(secret, facts, maxAge(session.expires())))
                .build();
    }

    public static NewCookie noCookie(RequestFacts facts) {
        return cookie("", facts, 0);
    }

    private static NewCookie cookie(String secret, RequestFacts facts, int maxAge) {
        return new NewCookie.Builder(Callers.COOKIE)
                .value(secret)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(facts.secure())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    private static int maxAge(Instant expires) {
        return (int) Math.max(1, Duration.between(Instant.now(), expires).toSeconds());
    }

    private static String version() {
        var bundle = FrameworkUtil.getBundle(SessionAnswers.class);
        return bundle == null ? "development" : bundle.getVersion().toString();
    }
}
