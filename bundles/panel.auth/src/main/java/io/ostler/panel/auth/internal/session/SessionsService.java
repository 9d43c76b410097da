package io.ostler.panel.auth.internal.session;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Impersonator;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.storage.TableListener;
import io.ostler.panel.api.store.SessionStore;
import io.ostler.panel.api.store.SessionStore.Impersonation;
import io.ostler.panel.api.store.SshKeyStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.AuthConfig;
import io.ostler.panel.auth.internal.apikey.KeyBook;
import io.ostler.panel.auth.internal.door.DoorSessions;
import io.ostler.panel.auth.internal.login.Logins;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-in and sessions. Each sign-in makes a new secret; only its hash is kept. Name and role of a session are those
 * that its account has now. Thread-safe; {@link #signIn} blocks for a password hash, the others at most for the store.
 */
@Component(
        service = {Sessions.class, SessionsService.class, TableListener.class},
        configurationPid = AuthConfig.PID)
public final class SessionsService implements Sessions, TableListener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionsService.class);
    private static final int LONGEST_ADDRESS = 100;
    private static final int LONGEST_CLIENT = 300;
    /** A provider's name; the second step is told behind it. */
    private static final int LONGEST_METHOD = 40;

    private static final int LONGEST_WHOLE = 60;

    private final UserStore users;
    private final Logins logins;
    private final SecondSteps steps;
    private final Accounts accounts;
    private final SessionBook book;
    private final InstantSource clock;
    private final SessionSweeper sweeper;
    private final DoorSessions doors;
    private final KeyBook apiKeys;

    @Activate
    public SessionsService(
            BundleContext context,
            AuthConfig config,
            @Reference UserStore users,
            @Reference SessionStore sessions,
            @Reference SshKeyStore keys,
            @Reference KeyBook apiKeys,
            @Reference PanelSettings settings,
            @Reference Logins logins,
            @Reference SecondSteps steps) {
        this(
                users,
                sessions,
                keys,
                apiKeys,
                logins,
                steps,
                SessionLimits.of(config, settings),
                new SessionEnds(context),
                InstantSource.system(),
                System::nanoTime);
        sweeper.start();
    }

    SessionsService(
            UserStore users,
            SessionStore sessions,
            SshKeyStore keys,
            KeyBook apiKeys,
            Logins logins,
            SecondSteps steps,
            SessionLimits limits,
            SessionEnds ends,
            InstantSource clock,
            LongSupplier nanos) {
        this.users = users;
        this.logins = logins;
        this.apiKeys = apiKeys;
        this.steps = steps;
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
    public Entry signIn(String name, String password, String address, String client) {
        var identity = logins.prove(name, password, address);
        var entry = enter(identity.user(), "password", address, client);
        if (!logins.stillHolds(identity, password)) {
            // Changed or disabled between the proof and the session: whoever did so ended only what they could see.
            switch (entry) {
                case SignedIn signedIn -> book.end(signedIn.session().handle());
                case SecondStep step -> steps.forget(identity.user());
            }
            throw new OstlerException(ErrorCode.LOGIN_FAILED);
        }
        return entry;
    }

    @Override
    public Entry enter(UserId user, String method, String address, String client) {
        accounts.changed(user);
        if (accounts.enabled(user).isEmpty()) {
            throw new OstlerException(ErrorCode.LOGIN_FAILED);
        }
        var way = plain(method, LONGEST_METHOD);
        if (steps.areNeeded(user)) {
            return steps.begin(user, way, plain(address, LONGEST_ADDRESS), plain(client, LONGEST_CLIENT));
        }
        var signedIn = open(user, way, address, client);
        if (steps.areNeeded(user)) {
            // Set up at this very moment, which ended only the sessions that were there.
            book.end(signedIn.session().handle());
            throw new OstlerException(ErrorCode.LOGIN_FAILED);
        }
        return signedIn;
    }

    @Override
    public SignedIn finish(String token, Proof proof, String address, String client) {
        var done = steps.finish(token, proof, plain(address, LONGEST_ADDRESS), plain(client, LONGEST_CLIENT));
        var signedIn = open(done.user(), done.method(), address, client);
        if (!steps.stillHolds(done)) {
            book.end(signedIn.session().handle());
            throw new OstlerException(ErrorCode.SECOND_STEP_OVER);
        }
        return signedIn;
    }

    @Override
    public boolean hasSecondFactor(UserId user) {
        return steps.areNeeded(user);
    }

    @Override
    public SignedIn open(UserId user, String method, String address, String client) {
        accounts.changed(user);
        var signedIn = open(user, method, address, client, null);
        users.signedIn(user, clock.instant());
        return signedIn;
    }

    private SignedIn open(
            UserId user, String method, String address, String client, @Nullable Impersonation impersonation) {
        var account = accounts.enabled(user).orElseThrow(() -> new OstlerException(ErrorCode.LOGIN_FAILED));
        var secret = Secrets.create();
        var csrf = Secrets.create();
        var origin = new SessionBook.Origin(
                plain(address, LONGEST_ADDRESS),
                plain(client, LONGEST_CLIENT),
                plain(method, LONGEST_WHOLE),
                impersonation);
        var session = book.open(user, Secrets.hash(secret), csrf, origin);
        return new SignedIn(secret, csrf, session.as(account));
    }

    @Override
    public SignedIn impersonate(Caller caller, UserId user, String client) {
        accounts.changed(user);
        var target = accounts.enabled(user).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        if (!caller.role().isAdministrator()
                || caller.key() != null
                || caller.impersonator() != null
                || target.role().isAdministrator()) {
            throw OstlerException.of(ErrorCode.FORBIDDEN, "permission", Permission.USER_MANAGE.text());
        }
        var impersonation = new Impersonation(new Impersonator(caller.user(), caller.name()), caller.session());
        var signedIn = open(user, "impersonation", caller.address(), client, impersonation);
        if (of(caller.user()).stream().noneMatch(own -> own.handle().equals(caller.session()))) {
            // Ended meanwhile, and with it only what was there.
            book.end(signedIn.session().handle());
            throw new OstlerException(ErrorCode.NOT_SIGNED_IN);
        }
        LOG.info("User {} acts as {} from now on", caller.name(), target.name());
        return signedIn;
    }

    @Override
    public void confirmed(String handle) {
        book.confirmed(handle);
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
        var account = accounts.enabled(session.get().user())
                .filter(user -> mayActAs(user, session.get().impersonator()));
        if (account.isEmpty()) {
            book.end(session.get().handle());
        }
        return account.map(session.get()::as);
    }

    /** Still: the administrator may be none any more, and the other one may have become one. */
    private boolean mayActAs(UserRecord user, @Nullable Impersonator by) {
        return by == null
                || (!user.role().isAdministrator()
                        && accounts.enabled(by.user())
                                .filter(account -> account.role().isAdministrator())
                                .isPresent());
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
        steps.forget(user);
        book.endAll(user, exceptHandle);
        doors.endAll(user);
        apiKeys.endStreams(user);
    }

    /** Another panel ended a session. */
    @Override
    public void changed(String table, @Nullable String key) {
        if (table.isEmpty() || table.equals("ostler_session")) {
            book.changedElsewhere(key);
        }
    }

    /** Who is signed in and uses this panel, or did. */
    public Set<UserId> users() {
        return book.users();
    }

    @Override
    public void changed(UserId user) {
        accounts.changed(user);
        apiKeys.changed(user);
        if (accounts.enabled(user).isEmpty()) {
            book.endAll(user, null);
            doors.endAll(user);
        }
        if (users.find(user).isEmpty()) {
            doors.forget(user);
            steps.forgetFactors(user);
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
