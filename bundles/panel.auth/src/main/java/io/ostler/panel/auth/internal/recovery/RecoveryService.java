package io.ostler.panel.auth.internal.recovery;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.access.Recovery;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.factor.FactorBook;
import io.ostler.panel.auth.internal.login.GuessThrottle;
import java.nio.file.Path;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever may write the data folder may do anything with the panel, so a file there is proof enough. Thread-safe. */
@Component
public final class RecoveryService implements Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);
    private static final String METHOD = "recovery";

    private final Path file;
    private final UserStore users;
    private final Passwords passwords;
    private final FactorBook factors;
    private final Sessions sessions;
    private final InstantSource clock;
    private final GuessThrottle throttle;

    @Activate
    public RecoveryService(
            BundleContext context,
            @Reference UserStore users,
            @Reference Passwords passwords,
            @Reference FactorBook factors,
            @Reference Sessions sessions) {
        this(
                Path.of(context.getProperty("ostler.data")).resolve("panel").resolve("recovery"),
                users,
                passwords,
                factors,
                sessions,
                InstantSource.system(),
                new GuessThrottle(System::nanoTime));
    }

    RecoveryService(
            Path file,
            UserStore users,
            Passwords passwords,
            FactorBook factors,
            Sessions sessions,
            InstantSource clock,
            GuessThrottle throttle) {
        this.file = file;
        this.users = users;
        this.passwords = passwords;
        this.factors = factors;
        this.sessions = sessions;
        this.clock = clock;
        this.throttle = throttle;
    }

    @Override
    public SignedIn complete(String code, String password, String address, String client) {
        var made = RecoveryFile.read(file)
                .filter(found -> found.isFor(code, clock.instant()))
                .orElse(null);
        if (made == null) {
            throttle.wrong(address);
            throw wrong();
        }
        var user = account(made);
        var hash = passwords.hash(user.name(), password);
        if (!RecoveryFile.take(file)) {
            throw wrong();
        }
        factors.forget(user.id());
        do {
            user = account(made);
        } while (!users.replace(with(user, hash)));
        sessions.changed(user.id());
        sessions.endAll(user.id(), null);
        LOG.warn("The account {} was recovered with the code of bin/ostler recover", user.name());
        return sessions.open(user.id(), METHOD, address, client);
    }

    private UserRecord account(RecoveryFile made) {
        return users.findByName(made.name())
                .orElseThrow(() -> OstlerException.of(ErrorCode.NOT_FOUND, "id", made.name()));
    }

    private static UserRecord with(UserRecord user, String hash) {
        return new UserRecord(
                user.id(),
                user.name(),
                user.role(),
                false,
                hash,
                user.created(),
                user.lastSignIn(),
                user.details().withoutBan(),
                user.revision());
    }

    private static OstlerException wrong() {
        return new OstlerException(ErrorCode.RECOVERY_CODE_WRONG);
    }
}
