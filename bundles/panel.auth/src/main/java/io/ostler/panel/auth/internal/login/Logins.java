package io.ostler.panel.auth.internal.login;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.auth.internal.password.Hashing;
import io.ostler.panel.auth.internal.realm.Identity;
import io.ostler.panel.auth.internal.realm.Realms;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves a name and a password: throttled, the same for all who fail, and with a newer hash where the stored one was
 * made with other parameters. Blocks for one hash, at most some seconds. Thread-safe.
 */
@Component(service = Logins.class)
public final class Logins {
    private static final Logger log = LoggerFactory.getLogger(Logins.class);

    private final UserStore users;
    private final Realms realms;
    private final Hashing hashing;
    private final LoginThrottle throttle;

    @Activate
    public Logins(
            @Reference UserStore users,
            @Reference Realms realms,
            @Reference Hashing hashing,
            @Reference LoginThrottle throttle) {
        this.users = users;
        this.realms = realms;
        this.hashing = hashing;
        this.throttle = throttle;
    }

    /** {@code LOGIN_FAILED}, {@code LOGIN_THROTTLED}, {@code OVERLOADED}. */
    public Identity prove(String name, String password, String address) {
        return prove(name, password, address, identity -> identity);
    }

    /**
     * The same where more than the password decides: what {@code also} makes of the identity, or its
     * {@code LOGIN_FAILED}, which counts like a wrong password.
     */
    public <T> T prove(String name, String password, String address, Function<Identity, T> also) {
        var attempt = throttle.begin(name, address);
        Identity identity;
        T result;
        try {
            identity = realms.authenticate(name, password);
            result = also.apply(identity);
        } catch (OstlerException e) {
            if (e.code() != ErrorCode.LOGIN_FAILED) {
                attempt.abandoned();
            }
            throw e;
        }
        attempt.succeeded();
        renewHash(identity, password);
        return result;
    }

    /** Whether the account is still enabled and still has that password. */
    public boolean stillHolds(Identity identity, String password) {
        var account = users.find(identity.user()).filter(a -> !a.disabled());
        var hash = identity.hash();
        return account.isPresent()
                && (hash == null
                        || hash.equals(account.get().passwordHash())
                        || hashing.matches(password, account.get().passwordHash()));
    }

    /** The same for somebody who is signed in. */
    public void confirm(UserId user, String password, String address) {
        var account = users.find(user).orElseThrow(() -> new OstlerException(ErrorCode.LOGIN_FAILED));
        var identity = prove(account.name(), password, address);
        if (!identity.user().equals(user)) {
            throw new OstlerException(ErrorCode.LOGIN_FAILED);
        }
    }

    /** The password is known just now: the moment to hash it in the present way. */
    private void renewHash(Identity identity, String password) {
        var hash = identity.hash();
        if (hash == null || hashing.isCurrent(hash)) {
            return;
        }
        try {
            users.replaceHash(identity.user(), hash, hashing.hash(password));
        } catch (OstlerException e) {
            log.debug("The hash of {} stays as it is until the next sign-in: {}", identity.user(), e.code());
        }
    }
}
