package io.ostler.panel.core.internal.people;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Sessions.Session;
import io.ostler.panel.core.internal.node.StreamRevoker;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What ends when an account has less than before. Thread-safe. */
@Component(service = AccountEnds.class)
public final class AccountEnds {
    private final Sessions sessions;
    private final StreamRevoker revoker;
    private final AccountNameCache names;

    @Activate
    public AccountEnds(
            @Reference Sessions sessions, @Reference StreamRevoker revoker, @Reference AccountNameCache names) {
        this.sessions = sessions;
        this.revoker = revoker;
        this.names = names;
    }

    void changed(UserId user) {
        sessions.changed(user);
    }

    void streams(UserId user) {
        revoker.revoke(user, null);
    }

    /** All but one (null: all). */
    void sessions(UserId user, @Nullable String except) {
        sessions.endAll(user, except);
    }

    void session(String handle) {
        sessions.end(handle);
    }

    List<Session> open(UserId user) {
        return sessions.of(user);
    }

    void everything(UserId user) {
        names.forget(user);
        sessions.changed(user);
        sessions.endAll(user, null);
        revoker.revoke(user, null);
    }
}
