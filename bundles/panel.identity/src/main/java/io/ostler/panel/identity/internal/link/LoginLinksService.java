package io.ostler.panel.identity.internal.link;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.identity.LoginLinks;
import io.ostler.panel.api.store.OneTimeStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.identity.internal.Destination;
import io.ostler.panel.identity.internal.Tokens;
import io.ostler.panel.identity.internal.provider.RoleCeiling;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links that sign somebody in once. A link is as good as the account's password for a minute, so nobody makes one for an
 * account that may more than they: with a key not even for their own. Thread-safe.
 */
@Component(service = LoginLinks.class)
public final class LoginLinksService implements LoginLinks {
    private static final Logger LOG = LoggerFactory.getLogger(LoginLinksService.class);
    private static final String PURPOSE = "login-link";
    private static final String METHOD = "login-link";
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int LONGEST = 100;

    private final AccessControl access;
    private final UserStore users;
    private final OneTimeStore store;
    private final Sessions sessions;
    private final RoleCeiling ceiling;
    private final InstantSource clock;

    @Activate
    public LoginLinksService(
            @Reference AccessControl access,
            @Reference UserStore users,
            @Reference OneTimeStore store,
            @Reference Sessions sessions,
            @Reference RoleCeiling ceiling) {
        this(access, users, store, sessions, ceiling, InstantSource.system());
    }

    LoginLinksService(
            AccessControl access,
            UserStore users,
            OneTimeStore store,
            Sessions sessions,
            RoleCeiling ceiling,
            InstantSource clock) {
        this.access = access;
        this.users = users;
        this.store = store;
        this.sessions = sessions;
        this.ceiling = ceiling;
        this.clock = clock;
    }

    @Override
    public Link create(Caller caller, UserId user, @Nullable String to) {
        access.require(caller, Permission.USER_LOGIN_LINK);
        var path = to == null
                ? "/"
                : Destination.checked(to)
                        .orElseThrow(() -> OstlerException.invalid("to", "the path of a page of the console"));
        var account = users.find(user)
                .filter(known -> !known.disabled())
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        requireNoMore(caller, account);
        var secret = Tokens.create();
        var now = clock.instant();
        store.deleteExpired(now);
        store.put(Tokens.hash(secret), PURPOSE, user.value() + "\n" + path, now.plus(LIFE));
        LOG.info("{} made a login link for {}", caller.name(), account.name());
        return new Link(secret, now.plus(LIFE));
    }

    private void requireNoMore(Caller caller, UserRecord account) {
        var other = new Caller(account.id(), account.name(), account.role(), "", "", "");
        // The key's scope names what it may do by itself; what its owner holds is the measure for others' accounts.
        var owner = new Caller(
                caller.user(), caller.name(), caller.role(), caller.session(), caller.origin(), caller.address());
        ceiling.requireAtLeast(owner, other);
        if (!caller.user().equals(account.id()) && !ceiling.holdsAllInstances(owner)) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
        if (caller.key() != null && (caller.user().equals(account.id()) || ceiling.isPrivileged(other))) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }

    @Override
    public Opened open(String secret, String address, String client) {
        if (secret.isEmpty() || secret.length() > LONGEST) {
            throw new OstlerException(ErrorCode.LOGIN_FAILED);
        }
        var content = store.take(Tokens.hash(secret), PURPOSE, clock.instant())
                .orElseThrow(() -> new OstlerException(ErrorCode.LOGIN_FAILED))
                .split("\n", 2);
        return new Opened(sessions.enter(new UserId(content[0]), METHOD, address, client), content[1]);
    }
}
