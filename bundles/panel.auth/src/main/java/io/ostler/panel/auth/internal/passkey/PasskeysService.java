package io.ostler.panel.auth.internal.passkey;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.factor.Passkeys;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.Site;
import io.ostler.panel.api.store.PasskeyStore;
import io.ostler.panel.api.store.PasskeyStore.PasskeyRecord;
import io.ostler.panel.auth.internal.challenge.Challenges;
import io.ostler.panel.auth.internal.factor.RecoveryCodeBook;
import io.ostler.panel.auth.internal.session.SecondSteps;
import java.time.InstantSource;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People's passkeys, and signing in with them. Thread-safe, blocks for the store. */
@Component(service = Passkeys.class)
public final class PasskeysService implements Passkeys {
    private static final Logger LOG = LoggerFactory.getLogger(PasskeysService.class);
    private static final String MAKING = "passkey-making";
    private static final int MOST = 20;
    private static final int LONGEST_NAME = 80;

    /** What making and judging share. */
    @Component(service = Tools.class)
    public static final class Tools {
        private final Challenges challenges;
        private final Ceremonies ceremonies;
        private final PasskeyProofs proofs;
        private final QuestionLimit limit;
        private final InstantSource clock;

        @Activate
        public Tools(
                @Reference Challenges challenges, @Reference Ceremonies ceremonies, @Reference PasskeyProofs proofs) {
            this(challenges, ceremonies, proofs, InstantSource.system());
        }

        public Tools(Challenges challenges, Ceremonies ceremonies, PasskeyProofs proofs, InstantSource clock) {
            this.challenges = challenges;
            this.ceremonies = ceremonies;
            this.proofs = proofs;
            limit = new QuestionLimit(clock);
            this.clock = clock;
        }
    }

    private final AccessControl access;
    private final PasskeyStore store;
    private final Tools tools;
    private final RecoveryCodeBook codes;
    private final SecondSteps steps;
    private final Sessions sessions;

    @Activate
    public PasskeysService(
            @Reference AccessControl access,
            @Reference PasskeyStore store,
            @Reference Tools tools,
            @Reference RecoveryCodeBook codes,
            @Reference SecondSteps steps,
            @Reference Sessions sessions) {
        this.access = access;
        this.store = store;
        this.tools = tools;
        this.codes = codes;
        this.steps = steps;
        this.sessions = sessions;
    }

    @Override
    public boolean isPossible() {
        return tools.ceremonies.isPossible();
    }

    @Override
    public List<Passkey> of(Caller caller) {
        access.require(caller, Permission.ACCOUNT_SELF);
        return store.of(caller.user()).stream().map(PasskeysService::view).toList();
    }

    @Override
    public Challenge beginMaking(Caller caller, Site site) {
        own(caller);
        var present = store.of(caller.user());
        if (present.size() >= MOST) {
            throw OstlerException.of(ErrorCode.CONFLICT, "reason", "there are " + MOST + " passkeys already");
        }
        var known = present.stream().map(PasskeyProofs::known).toList();
        var begun = tools.ceremonies.with(
                ceremony -> ceremony.beginMaking(site, caller.user().value(), caller.name(), known));
        var issued = tools.challenges.issue(MAKING, caller.user(), begun.request());
        return new Challenge(issued.token(), begun.options());
    }

    @Override
    public Made finishMaking(Caller caller, Site site, String challenge, String credential, String name) {
        own(caller);
        var label = label(name);
        var open = tools.challenges
                .take(MAKING, challenge)
                .filter(found -> caller.user().equals(found.user()))
                .orElseThrow(PasskeyProofs::refused);
        var made = tools.ceremonies.with(ceremony -> ceremony.finishMaking(site, open.data(), credential));
        boolean first = !sessions.hasSecondFactor(caller.user());
        var passkey = new PasskeyRecord(
                made.id(),
                caller.user(),
                label,
                site.host(),
                made.publicKey(),
                made.count(),
                tools.clock.instant(),
                null);
        if (!store.insert(passkey)) {
            throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", label);
        }
        LOG.info("User {} has a new passkey", caller.name());
        if (first) {
            sessions.endAll(caller.user(), caller.session());
        }
        return new Made(view(passkey), first ? codes.renew(caller.user()) : List.of());
    }

    private static String label(String name) {
        var label = name.strip();
        if (label.isEmpty() || label.length() > LONGEST_NAME || label.chars().anyMatch(Character::isISOControl)) {
            throw OstlerException.invalid("name", "1 to " + LONGEST_NAME + " characters");
        }
        return label;
    }

    @Override
    public Passkey rename(Caller caller, String id, String name) {
        own(caller);
        var label = label(name);
        boolean renamed = store.rename(caller.user(), id, label);
        var passkey = store.find(id)
                .filter(found -> found.user().equals(caller.user()))
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        if (!renamed) {
            throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", label);
        }
        return view(passkey);
    }

    @Override
    public void remove(Caller caller, String id) {
        own(caller);
        if (!store.delete(caller.user(), id)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        if (!sessions.hasSecondFactor(caller.user())) {
            codes.forget(caller.user());
        }
        LOG.info("User {} removed a passkey", caller.name());
    }

    @Override
    public Challenge beginSignIn(Site site, String address) {
        tools.limit.count(address);
        return tools.proofs.askAnybody(site);
    }

    @Override
    public Challenge beginSecondStep(Site site, String token, String address, String client) {
        return tools.proofs.ask(steps.waiting(token, address, client), site);
    }

    @Override
    public Challenge beginConfirmation(Caller caller, Site site) {
        own(caller);
        return tools.proofs.ask(caller.user(), site);
    }

    @Override
    public SignedIn signIn(Proof.Passkey proof, String address, String client) {
        var user = tools.proofs.proveAnybody(proof);
        try {
            return sessions.open(user, "passkey", address, client);
        } catch (OstlerException e) {
            // Whether such an account is disabled is nobody's business.
            throw e.code() == ErrorCode.LOGIN_FAILED ? PasskeyProofs.refused() : e;
        }
    }

    private void own(Caller caller) {
        access.require(caller, Permission.ACCOUNT_SELF);
        if (caller.impersonator() != null) {
            throw new OstlerException(ErrorCode.IMPERSONATING);
        }
    }

    private static Passkey view(PasskeyRecord passkey) {
        return new Passkey(passkey.id(), passkey.name(), passkey.host(), passkey.created(), passkey.lastUsed());
    }
}
