package io.ostler.panel.rest.internal.request;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions;
import jakarta.servlet.http.Cookie;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds out on whose behalf a request comes: REST and the event socket ask here. Thread-safe. */
@Component(service = Callers.class)
public final class Callers {
    public static final String COOKIE = "ostler_session";

    /** The session of whoever acts as somebody else for the moment. */
    public static final String OWN_COOKIE = "ostler_own";

    /** The session of a request, and its person as services want to know them. */
    public record Identified(Sessions.Session session, Caller caller) {}

    private final Sessions sessions;

    @Activate
    public Callers(@Reference Sessions sessions) {
        this.sessions = sessions;
    }

    /** Empty without a cookie and with one that opens no live session. */
    public Optional<Identified> identify(@Nullable String secret, RequestFacts facts) {
        if (secret == null || secret.isEmpty() || secret.length() > 200) {
            return Optional.empty();
        }
        return sessions.find(secret)
                .map(session -> new Identified(
                        session,
                        new Caller(
                                session.user(),
                                session.userName(),
                                session.role(),
                                session.handle(),
                                facts.origin(),
                                facts.address(),
                                null,
                                session.impersonator())));
    }

    /** The session's secret among a request's cookies. */
    public static @Nullable String secret(Cookie @Nullable [] cookies) {
        if (cookies != null) {
            for (var cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
