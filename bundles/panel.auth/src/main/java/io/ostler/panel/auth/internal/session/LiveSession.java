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

    private final SessionRecord stored;
    private final SessionLimits limits;
    private volatile Instant lastSeen;
    private volatile Instant written;
    private volatile Instant confirmed;

    LiveSession(SessionRecord stored, SessionLimits limits) {
        this.stored = stored;
        this.limits = limits;
        lastSeen = stored.lastSeen();
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
        return lastSeen;
    }

    Instant expires() {
        return limits.expires(stored, lastSeen);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expires());
    }

    void seen(Instant now) {
        if (now.getEpochSecond() - lastSeen.getEpochSecond() >= GRAIN_SECONDS) {
            lastSeen = now;
        }
    }

    /** As the store has it. */
    void usedElsewhere(Instant at) {
        if (at.isAfter(lastSeen)) {
            lastSeen = at;
            written = at;
        }
    }

    boolean isUnwritten() {
        return lastSeen.isAfter(written);
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
        var seen = lastSeen;
        return new Session(
                stored.handle(),
                stored.user(),
                account.name(),
                account.role(),
                stored.csrf(),
                stored.created(),
                seen,
                limits.expires(stored, seen),
                stored.address(),
                stored.client(),
                stored.method(),
                confirmed,
                impersonator());
    }
}
