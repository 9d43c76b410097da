package io.ostler.panel.auth.internal.session;

import io.ostler.panel.api.store.SessionStore.SessionRecord;
import io.ostler.panel.auth.internal.AuthConfig;
import io.ostler.panel.auth.internal.Bounds;
import java.time.Duration;
import java.time.Instant;

/**
 * How long sessions live. Immutable.
 *
 * @param idle ends a session that wasn't used for so long
 * @param absolute ends any session that long after its sign-in
 * @param perUser the least used one ends when a user has more
 */
record SessionLimits(Duration idle, Duration absolute, int perUser) {
    private static final int PER_USER = 50;
    /** Acting as somebody else is for looking after one thing. */
    private static final Duration IMPERSONATION = Duration.ofHours(1);

    static SessionLimits of(AuthConfig config) {
        return new SessionLimits(
                Duration.ofHours(Bounds.within("session.idle.hours", config.session_idle_hours(), 1, 8760)),
                Duration.ofDays(Bounds.within("session.days", config.session_days(), 1, 365)),
                PER_USER);
    }

    Instant expires(SessionRecord session, Instant lastSeen) {
        return expires(session.created(), lastSeen, session.impersonation() != null);
    }

    Instant expires(Instant created, Instant lastSeen, boolean acting) {
        var general = expires(created, lastSeen);
        var end = created.plus(IMPERSONATION);
        return acting && end.isBefore(general) ? end : general;
    }

    private Instant expires(Instant created, Instant lastSeen) {
        var byRest = lastSeen.plus(idle);
        var byAge = created.plus(absolute);
        return byRest.isBefore(byAge) ? byRest : byAge;
    }
}
