package io.ostler.panel.core.internal.people;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.access.Setup;
import io.ostler.panel.api.access.UserFilter;
import io.ostler.panel.api.storage.TableListener;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first administrator for whoever can read {@code DATA/setup-code}. Impossible as soon as there is any user.
 * Thread-safe: attempts happen one after another.
 */
@Component(service = {Setup.class, TableListener.class})
public final class SetupService implements Setup, TableListener {
    private static final Logger LOG = LoggerFactory.getLogger(SetupService.class);

    private final UserStore users;
    private final Passwords passwords;
    private final Sessions sessions;
    private final String base;
    private final Clock clock = Clock.systemUTC();
    private final GuessLimit limit = new GuessLimit(clock);
    private volatile @Nullable SetupCode code;

    @Activate
    public SetupService(
            BundleContext context,
            @Reference UserStore users,
            @Reference Passwords passwords,
            @Reference Sessions sessions)
            throws IOException {
        this(
                Path.of(context.getProperty("ostler.data")).resolve("setup-code"),
                OwnAddress.of(context).toString(),
                users,
                passwords,
                sessions);
    }

    SetupService(Path codeFile, String base, UserStore users, Passwords passwords, Sessions sessions)
            throws IOException {
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
        this.base = base;
        if (users.count(UserFilter.ALL) == 0) {
            code = SetupCode.loadOrCreate(codeFile);
        } else {
            SetupCode.remove(codeFile);
        }
    }

    @Override
    public boolean isNeeded() {
        return code != null;
    }

    @Override
    public String link() {
        var needed = code;
        return needed == null ? "" : base + "/setup#code=" + needed.text();
    }

    @Override
    public SignedIn complete(String typed, String name, String password, String address, String client) {
        limit.check(address);
        UserRecord user;
        synchronized (this) {
            var expected = code;
            if (expected == null || users.count(UserFilter.ALL) > 0) {
                throw new OstlerException(ErrorCode.SETUP_DONE);
            }
            if (!expected.is(typed)) {
                limit.wrong(address);
                throw new OstlerException(ErrorCode.SETUP_CODE_WRONG);
            }
            UserNames.check(name);
            user = new UserRecord(
                    UserId.create(),
                    name,
                    RoleId.ADMINISTRATOR,
                    false,
                    passwords.hash(name, password),
                    clock.instant(),
                    null);
            if (!users.insertFirst(user)) {
                // Another panel on this database was faster.
                throw new OstlerException(ErrorCode.SETUP_DONE);
            }
            code = null;
            forget(expected);
        }
        LOG.info("Set-up is done: {} is the first administrator", name);
        return sessions.open(user.id(), address, client);
    }

    /** Another panel on this database may have been set up. */
    @Override
    public void changed(String table, @Nullable String key) {
        if (code == null || !(table.isEmpty() || table.equals("ostler_user"))) {
            return;
        }
        synchronized (this) {
            var open = code;
            if (open != null && users.count(UserFilter.ALL) > 0) {
                code = null;
                forget(open);
            }
        }
    }

    private static void forget(SetupCode used) {
        try {
            used.remove();
        } catch (IOException e) {
            // It has no power any more; the next start removes it.
            LOG.warn("The used set-up code could not be removed: {}", e.toString());
        }
    }
}
