package io.ostler.panel.auth.internal.factor;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.factor.SecondFactors;
import io.ostler.panel.api.secret.SecretBox;
import io.ostler.panel.api.store.FactorStore;
import io.ostler.panel.api.store.FactorStore.TotpRecord;
import io.ostler.panel.api.store.UserStore;
import java.time.InstantSource;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up apps and codes, and takes them away. Thread-safe, blocks for the store. */
@Component(service = SecondFactors.class)
public final class SecondFactorsService implements SecondFactors {
    private static final Logger LOG = LoggerFactory.getLogger(SecondFactorsService.class);

    private final AccessControl access;
    private final GrantRules rules;
    private final FactorStore factors;
    private final UserStore users;
    private final SecretBox box;
    private final FactorBook book;
    private final Sessions sessions;
    private final RecoveryCodeBook codes;
    private final InstantSource clock;

    @Activate
    public SecondFactorsService(
            @Reference AccessControl access,
            @Reference GrantRules rules,
            @Reference FactorStore factors,
            @Reference UserStore users,
            @Reference SecretBox box,
            @Reference FactorBook book,
            @Reference Sessions sessions) {
        this(access, rules, factors, users, box, book, sessions, InstantSource.system());
    }

    SecondFactorsService(
            AccessControl access,
            GrantRules rules,
            FactorStore factors,
            UserStore users,
            SecretBox box,
            FactorBook book,
            Sessions sessions,
            InstantSource clock) {
        this.access = access;
        this.rules = rules;
        this.factors = factors;
        this.users = users;
        this.box = box;
        this.book = book;
        this.sessions = sessions;
        codes = new RecoveryCodeBook(factors);
        this.clock = clock;
    }

    @Override
    public State state(Caller caller) {
        access.require(caller, Permission.ACCOUNT_SELF);
        var since = factors.totp(caller.user())
                .filter(TotpRecord::confirmed)
                .map(TotpRecord::created)
                .orElse(null);
        return new State(since, factors.countCodes(caller.user()), book.passkeys(caller.user()));
    }

    @Override
    public Setup begin(Caller caller) {
        own(caller);
        var secret = Totp.newSecret();
        var sealed = box.seal(FactorBook.place(caller.user()), secret);
        if (!factors.begin(new TotpRecord(caller.user(), sealed, false, 0, clock.instant()))) {
            throw OstlerException.of(ErrorCode.CONFLICT, "reason", "there is an authenticator app already");
        }
        var address = Totp.address(secret, caller.name());
        return new Setup(secret, address, QrPicture.svg(address));
    }

    @Override
    public List<String> confirm(Caller caller, String code) {
        own(caller);
        var app =
                factors.totp(caller.user()).filter(begun -> !begun.confirmed()).orElseThrow(FactorBook::wrong);
        boolean first = !book.isRequired(caller.user());
        if (!factors.confirm(caller.user(), app.sealed(), book.step(app, code.replaceAll("\\s", "")))) {
            throw FactorBook.wrong();
        }
        LOG.info("User {} has an authenticator app now", caller.name());
        if (!first) {
            return List.of();
        }
        // Whoever got in with the password alone has to come again.
        sessions.endAll(caller.user(), caller.session());
        return codes.renew(caller.user());
    }

    @Override
    public void removeTotp(Caller caller) {
        own(caller);
        factors.removeTotp(caller.user());
        if (!book.isRequired(caller.user())) {
            codes.forget(caller.user());
        }
        LOG.info("User {} has no authenticator app any more", caller.name());
    }

    @Override
    public List<String> renewCodes(Caller caller) {
        own(caller);
        if (!book.isRequired(caller.user())) {
            throw OstlerException.of(ErrorCode.CONFLICT, "reason", "there is no second factor");
        }
        return codes.renew(caller.user());
    }

    @Override
    public void reset(Caller caller, UserId user) {
        access.require(caller, Permission.USER_MANAGE);
        var account = users.find(user).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        rules.requireAbove(caller, user, account.role());
        if (caller.impersonator() != null) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
        book.forget(user);
        sessions.endAll(user, user.equals(caller.user()) ? caller.session() : null);
        LOG.info("User {} took the second factors of {} away", caller.name(), account.name());
    }

    private void own(Caller caller) {
        access.require(caller, Permission.ACCOUNT_SELF);
        if (caller.impersonator() != null) {
            throw new OstlerException(ErrorCode.IMPERSONATING);
        }
    }
}
