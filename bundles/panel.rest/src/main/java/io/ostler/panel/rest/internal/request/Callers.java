package io.ostler.panel.rest.internal.request;

import io.ostler.panel.api.access.ApiKeys;
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

    /**
     * A request's person as services want to know them.
     *
     * @param session null for an API key
     */
    public record Identified(Sessions.@Nullable Session session, Caller caller) {}
    /** The session of whoever acts as somebody else for the moment. */
    public static final String OWN_COOKIE = "ostler_own";

    private final Sessions sessions;
    private final ApiKeys keys;

    @Activate
    public Callers(@Reference Sessions sessions, @Reference ApiKeys keys) {
        this.sessions = sessions;
        this.keys = keys;
    }

    /**
     * Empty without a credential and with a cookie that opens no live session; {@code API_KEY_REFUSED} and
     * {@code LOGIN_THROTTLED} for keys.
     */
    public Optional<Identified> identify(@Nullable Credential credential, RequestFacts facts) {
        if (credential == null) {
            return Optional.empty();
        }
        return credential.isKey() ? Optional.of(key(credential, facts)) : session(credential.secret(), facts);
    }

    private Optional<Identified> session(String secret, RequestFacts facts) {
        if (secret.isEmpty()) {
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

    private Identified key(Credential credential, RequestFacts facts) {
        var holder = keys.find(credential.secret(), facts.address());
        var key = holder.key();
        return new Identified(
                null,
                new Caller(
                        key.user(),
                        holder.userName(),
                        holder.role(),
                        key.handle(),
                        facts.origin(),
                        facts.address(),
                        key.scope(),
                        null));
    }

    /** The session's secret among a request's cookies. */
    static @Nullable String secret(Cookie @Nullable [] cookies) {
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
