package io.ostler.panel.auth.internal.factor;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Sessions.Session;
import io.ostler.panel.api.factor.Confirmations;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.ProofKind;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.auth.internal.AuthConfig;
import io.ostler.panel.auth.internal.Bounds;
import io.ostler.panel.auth.internal.login.Logins;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks again who it is. Who has a second factor shows that: whoever holds a stolen session may know the password, too.
 * Thread-safe.
 */
@Component(service = Confirmations.class, configurationPid = AuthConfig.PID)
public final class ConfirmationsService implements Confirmations {
    private final Sessions sessions;
    private final FactorBook factors;
    private final Logins logins;
    private final UserStore users;
    private final Duration window;
    private final InstantSource clock;

    @Activate
    public ConfirmationsService(
            AuthConfig config,
            @Reference Sessions sessions,
            @Reference FactorBook factors,
            @Reference Logins logins,
            @Reference UserStore users) {
        this(
                sessions,
                factors,
                logins,
                users,
                Duration.ofMinutes(Bounds.within("confirm.minutes", config.confirm_minutes(), 1, 1440)),
                InstantSource.system());
    }

    ConfirmationsService(
            Sessions sessions,
            FactorBook factors,
            Logins logins,
            UserStore users,
            Duration window,
            InstantSource clock) {
        this.sessions = sessions;
        this.factors = factors;
        this.logins = logins;
        this.users = users;
        this.window = window;
        this.clock = clock;
    }

    @Override
    public void require(Session session) {
        requireOwn(session);
        if (!clock.instant().isBefore(session.confirmed().plus(window))) {
            throw OstlerException.of(
                    ErrorCode.STEP_UP_REQUIRED,
                    "methods",
                    methods(session).stream().map(ProofKind::text).collect(Collectors.joining(",")));
        }
    }

    @Override
    public List<ProofKind> methods(Session session) {
        var kinds = factors.kinds(session.user());
        if (!kinds.isEmpty()) {
            return kinds;
        }
        boolean hasPassword = users.find(session.user())
                .filter(user -> !user.passwordHash().isEmpty())
                .isPresent();
        return List.of(hasPassword ? ProofKind.PASSWORD : ProofKind.SIGN_IN);
    }

    @Override
    public void confirm(Session session, Proof proof, String address) {
        requireOwn(session);
        if (factors.isRequired(session.user())) {
            factors.prove(session.user(), proof, address);
        } else if (proof instanceof Proof.Password password) {
            logins.confirm(session.user(), password.text(), address);
        } else {
            throw FactorBook.wrong();
        }
        sessions.confirmed(session.handle());
    }

    private static void requireOwn(Session session) {
        if (session.impersonator() != null) {
            throw new OstlerException(ErrorCode.IMPERSONATING);
        }
    }
}
