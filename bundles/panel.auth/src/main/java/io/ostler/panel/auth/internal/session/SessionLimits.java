package io.ostler.panel.auth.internal.session;

import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.api.store.SessionStore.SessionRecord;
import io.ostler.panel.auth.internal.AuthConfig;
import io.ostler.panel.auth.internal.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * How long sessions live; asked each time, because people change it while sessions are open. Immutable.
 *
 * @param idle ends a session that wasn't used for so long
 * @param absolute ends any session that long after its sign-in
 * @param perUser the least used one ends when a user has more
 */
record SessionLimits(Supplier<Duration> idle, Supplier<Duration> absolute, int perUser) {
    private static final int PER_USER = 50;
    /** Acting as somebody else is for looking after one thing. */
    private static final Duration IMPERSONATION = Duration.ofHours(1);

    SessionLimits(Duration idle, Duration absolute, int perUser) {
        this(() -> idle, () -> absolute, perUser);
    }

    static SessionLimits of(AuthConfig config, PanelSettings settings) {
        settings.configured(
                SecuritySettings.SESSION_IDLE_HOURS,
                Bounds.within("session.idle.hours", config.session_idle_hours(), 1, 8760));
        settings.configured(
                SecuritySettings.SESSION_DAYS, Bounds.within("session.days", config.session_days(), 1, 365));
        return new SessionLimits(
                () -> Duration.ofHours(settings.get(SecuritySettings.SESSION_IDLE_HOURS)),
                () -> Duration.ofDays(settings.get(SecuritySettings.SESSION_DAYS)),
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
        var byRest = lastSeen.plus(idle.get());
        var byAge = created.plus(absolute.get());
        return byRest.isBefore(byAge) ? byRest : byAge;
    }
}
