package io.ostler.panel.auth.internal.session;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Impersonator;
import io.ostler.panel.api.access.Sessions.Session;
import io.ostler.panel.api.store.SessionStore.SessionRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session in memory; only the time when it was last used changes. Thread-safe. */
final class LiveSession {
    /** Finer than this nobody reads it, and every request would write. */
    private static final long GRAIN_SECONDS = 1;

    /** When it was last used, and until when it lives thereby. */
    private record Use(Instant lastSeen, Instant expires) {}

    private final SessionRecord stored;
    private final SessionLimits limits;
    private volatile Use use;
    private volatile Instant written;
    private volatile Instant confirmed;

    LiveSession(SessionRecord stored, SessionLimits limits) {
        this.stored = stored;
        this.limits = limits;
        use = new Use(stored.lastSeen(), limits.expires(stored, stored.lastSeen()));
        written = stored.lastSeen();
        confirmed = stored.confirmed();
    }

    String handle() {
        return stored.handle();
    }

    String secretHash() {
        return stored.secretHash();
    }

    UserId user() {
        return stored.user();
    }

    Instant lastSeen() {
        return use.lastSeen;
    }

    Instant expires() {
        return use.expires;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expires());
    }

    void seen(Instant now) {
        if (now.getEpochSecond() - use.lastSeen.getEpochSecond() >= GRAIN_SECONDS) {
            use = new Use(now, limits.expires(stored, now));
        }
    }

    boolean isUnwritten() {
        return use.lastSeen.isAfter(written);
    }

    void confirmed(Instant at) {
        confirmed = at;
    }

    @Nullable
    Impersonator impersonator() {
        var impersonation = stored.impersonation();
        return impersonation == null ? null : impersonation.by();
    }

    void written(Instant at) {
        written = at;
    }

    /** As others see it, with the present name and role of its user. */
    Session as(UserRecord account) {
        var present = use;
        return new Session(
                stored.handle(),
                stored.user(),
                account.name(),
                account.role(),
                stored.csrf(),
                stored.created(),
                present.lastSeen,
                present.expires,
                stored.address(),
                stored.client(),
                stored.method(),
                confirmed,
                impersonator());
    }
}
