package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.SshKeys;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies about signing in and the caller's own account. */
public final class SessionBodies {
    private SessionBodies() {}

    public record Person(String id, String name, String role) {}

    /** Who is signed in, and the {@code actor} who really is when somebody acts as them; {@code permissions} hold everywhere, {@code somewhere} only on some node; {@code csrfToken} goes into the header {@code X-Ostler-Csrf} of changing requests. */
    public record Session(
            Person user,
            List<String> permissions,
            List<String> somewhere,
            String csrfToken,
            String version,
            String handle,
            @Nullable Person actor) {
        public static Session of(
                Sessions.Session session, List<String> permissions, List<String> somewhere, String version) {
            var user = new Person(
                    session.user().value(), session.userName(), session.role().value());
            var by = session.impersonator();
            var actor = by == null ? null : new Person(by.user().value(), by.name(), "administrator");
            return new Session(user, permissions, somewhere, session.csrf(), version, session.handle(), actor);
        }
    }

    public record SignIn(String name, String password) {}

    public record OpenSession(
            String handle,
            Instant created,
            Instant lastSeen,
            Instant expires,
            String address,
            String client,
            boolean current,
            String method,
            @Nullable String actor) {

        static OpenSession of(Sessions.Session session, Caller caller) {
            var by = session.impersonator();
            return new OpenSession(
                    session.handle(),
                    session.created(),
                    session.lastSeen(),
                    session.expires(),
                    session.address(),
                    session.client(),
                    session.handle().equals(caller.session()),
                    session.method(),
                    by == null ? null : by.name());
        }
    }

    public record OpenSessions(List<OpenSession> sessions) {
        public static OpenSessions of(List<Sessions.Session> sessions, Caller caller) {
            return new OpenSessions(
                    sessions.stream().map(s -> OpenSession.of(s, caller)).toList());
        }
    }

    public record PasswordChange(String current, String next) {}

    public record SshKey(
            String id,
            String name,
            String text,
            String fingerprint,
            Instant created,
            @Nullable Instant lastUsed) {
        public static SshKey of(SshKeys.SshKey key) {
            return new SshKey(key.id(), key.name(), key.text(), key.fingerprint(), key.created(), key.lastUsed());
        }
    }

    public record SshKeyList(List<SshKey> keys) {}

    /** @param text one line of a public key file; its comment becomes the name where none is given */
    public record NewSshKey(@Nullable String name, String text) {}
}
