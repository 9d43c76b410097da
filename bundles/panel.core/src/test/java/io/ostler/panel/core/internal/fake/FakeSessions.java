package io.ostler.panel.core.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.factor.Proof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions that a test lists by hand. */
public final class FakeSessions implements Sessions {
    public final List<Session> live = new ArrayList<>();
    public final List<String> ended = new ArrayList<>();

    public static Session session(UserId user, String handle, RoleId role) {
        return new Session(
                handle, user, "mika", role, "csrf", Instant.EPOCH, Instant.EPOCH, Instant.MAX, "127.0.0.1", "test");
    }

    @Override
    public SignedIn signIn(String name, String password, String address, String client) {
        return open(UserId.create(), address, client);
    }

    @Override
    public Entry enter(UserId user, String method, String address, String client) {
        return open(user, method, address, client);
    }

    @Override
    public SignedIn finish(String token, Proof proof, String address, String client) {
        throw new OstlerException(ErrorCode.SECOND_STEP_OVER);
    }

    @Override
    public SignedIn impersonate(Caller caller, UserId user, String client) {
        return open(user, "impersonation", caller.address(), client);
    }

    @Override
    public void confirmed(String handle) {}

    @Override
    public boolean hasSecondFactor(UserId user) {
        return false;
    }

    @Override
    public SignedIn open(UserId user, String method, String address, String client) {
        var session = session(user, "s-" + live.size(), RoleId.ADMINISTRATOR);
        synchronized (live) {
            live.add(session);
        }
        return new SignedIn("secret", "csrf", session);
    }

    @Override
    public Optional<Session> find(String secret) {
        return Optional.empty();
    }

    @Override
    public List<Session> of(UserId user) {
        return live.stream().filter(s -> s.user().equals(user)).toList();
    }

    @Override
    public void end(String handle) {
        ended.add(handle);
    }

    @Override
    public void endAll(UserId user, @Nullable String exceptHandle) {
        ended.add("all of " + user + " but " + exceptHandle);
    }

    @Override
    public void changed(UserId user) {}
}
