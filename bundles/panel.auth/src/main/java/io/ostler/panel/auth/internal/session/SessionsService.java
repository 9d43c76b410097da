package io.ostler.panel.auth.internal.session;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.storage.TableListener;
import io.ostler.panel.api.store.SessionStore;
import io.ostler.panel.api.store.SshKeyStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.auth.internal.AuthConfig;
import io.ostler.panel.auth.internal.door.DoorSessions;
import io.ostler.panel.auth.internal.login.Logins;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Sign-in and sessions. Each sign-in makes a new secret; only its hash is kept. Name and role of a session are those
 * that its account has now. Thread-safe; {@link #signIn} blocks for a password hash, the others at most for the store.
 */
@Component(
        service = {Sessions.class, TableListener.class},
        configurationPid = AuthConfig.PID)
public final class SessionsService implements Sessions, TableListener {
    private static final int LONGEST_ADDRESS = 100;
    private static final int LONGEST_CLIENT = 300;

    private final UserStore users;
    private final Logins logins;
    private final Accounts accounts;
    private final SessionBook book;
    private final InstantSource clock;
    private final SessionSweeper sweeper;
    private final DoorSessions doors;

    @Activate
    public SessionsService(
            BundleContext context,
            AuthConfig config,
            @Reference UserStore users,
            @Reference SessionStore sessions,
            @Reference SshKeyStore keys,
            @Reference Logins logins) {
        this(
                users,
                sessions,
                keys,
                logins,
                SessionLimits.of(config),
                new SessionEnds(context),
                InstantSource.system(),
                System::nanoTime);
        sweeper.start();
    }

    SessionsService(
            UserStore users,
            SessionStore sessions,
            SshKeyStore keys,
            Logins logins,
            SessionLimits limits,
            SessionEnds ends,
            InstantSource clock,
            LongSupplier nanos) {
        this.users = users;
        this.logins = logins;
        this.clock = clock;
        accounts = new Accounts(users, nanos);
        book = new SessionBook(sessions, limits, clock, ends);
        sweeper = new SessionSweeper(book, clock);
        doors = new DoorSessions(keys, ends);
    }

    @Deactivate
    void close() {
        sweeper.close();
    }

    @Override
    public SignedIn signIn(String name, String password, String address, String client) {
        var identity = logins.prove(name, password, address);
        var signedIn = open(identity.user(), address, client);
        if (!logins.stillHolds(identity, password)) {
            // Changed or disabled between the proof and the session: whoever did so ended only what they could see.
            book.end(signedIn.session().handle());
            throw new OstlerException(ErrorCode.LOGIN_FAILED);
        }
        users.signedIn(identity.user(), clock.instant());
        return signedIn;
    }

    @Override
    public SignedIn open(UserId user, String address, String client) {
        accounts.changed(user);
        var account = accounts.enabled(user).orElseThrow(() -> new OstlerException(ErrorCode.LOGIN_FAILED));
        var secret = Secrets.create();
        var csrf = Secrets.create();
        var session = book.open(
                user, Secrets.hash(secret), csrf, plain(address, LONGEST_ADDRESS), plain(client, LONGEST_CLIENT));
        return new SignedIn(secret, csrf, session.as(account));
    }

    @Override
    public Optional<Session> find(String secret) {
        if (!Secrets.isWellFormed(secret)) {
            return Optional.empty();
        }
        var session = book.use(Secrets.hash(secret));
        if (session.isEmpty()) {
            return Optional.empty();
        }
        var account = accounts.enabled(session.get().user());
        if (account.isEmpty()) {
            book.end(session.get().handle());
        }
        return account.map(session.get()::as);
    }

    @Override
    public List<Session> of(UserId user) {
        return accounts.enabled(user)
                .map(account -> book.of(user).stream()
                        .map(session -> session.as(account))
                        .toList())
                .orElse(List.of());
    }

    @Override
    public void end(String handle) {
        book.end(handle);
    }

    @Override
    public void endAll(UserId user, @Nullable String exceptHandle) {
        book.endAll(user, exceptHandle);
        doors.endAll(user);
    }

    /** Another panel ended a session or changed an account. */
    @Override
    public void changed(String table, @Nullable String key) {
        if (table.isEmpty() || table.equals("ostler_session")) {
            book.endedElsewhere(key);
        }
        if (table.equals("ostler_user") && key != null) {
            changed(new UserId(key));
        }
    }

    @Override
    public void changed(UserId user) {
        accounts.changed(user);
        if (accounts.enabled(user).isEmpty()) {
            book.endAll(user, null);
            doors.endAll(user);
        }
        if (users.find(user).isEmpty()) {
            doors.forget(user);
        }
    }

    /** Comes from the network and goes to pages and logs: no control characters, not endless. */
    private static String plain(String text, int longest) {
        var cut = text.length() > longest ? text.substring(0, longest) : text;
        var plain = new StringBuilder(cut.length());
        cut.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
