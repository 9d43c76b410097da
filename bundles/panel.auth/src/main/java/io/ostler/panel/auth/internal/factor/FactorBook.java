package io.ostler.panel.auth.internal.factor;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.ProofKind;
import io.ostler.panel.api.secret.SecretBox;
import io.ostler.panel.api.store.FactorStore;
import io.ostler.panel.api.store.FactorStore.TotpRecord;
import io.ostler.panel.auth.internal.login.LoginThrottle;
import io.ostler.panel.auth.internal.passkey.PasskeyProofs;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What accounts have beside their password, and whether a proof by it is right. Guessing is slow per account and
 * address, however many sign-ins it is spread over. Thread-safe, blocks for the store.
 */
@Component(service = FactorBook.class)
public final class FactorBook {
    private static final Pattern APP_CODE = Pattern.compile("\\d{6}");
    private static final int LONGEST = 100;

    private final FactorStore store;
    private final SecretBox box;
    private final PasskeyProofs passkeys;
    private final LoginThrottle throttle;
    private final InstantSource clock;

    @Activate
    public FactorBook(
            @Reference FactorStore store,
            @Reference SecretBox box,
            @Reference PasskeyProofs passkeys,
            @Reference LoginThrottle throttle) {
        this(store, box, passkeys, throttle, InstantSource.system());
    }

    public FactorBook(
            FactorStore store, SecretBox box, PasskeyProofs passkeys, LoginThrottle throttle, InstantSource clock) {
        this.store = store;
        this.box = box;
        this.passkeys = passkeys;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** A password alone opens nothing. */
    public boolean isRequired(UserId user) {
        return !kinds(user).isEmpty();
    }

    /** What can be asked for; empty without a second factor. */
    public List<ProofKind> kinds(UserId user) {
        var kinds = new ArrayList<ProofKind>();
        if (store.totp(user).filter(TotpRecord::confirmed).isPresent()) {
            kinds.add(ProofKind.TOTP);
        }
        if (passkeys.count(user) > 0) {
            kinds.add(ProofKind.PASSKEY);
        }
        if (!kinds.isEmpty() && store.countCodes(user) > 0) {
            kinds.add(ProofKind.RECOVERY_CODE);
        }
        return kinds;
    }

    /** {@code CODE_WRONG}, {@code PASSKEY_REFUSED}, {@code LOGIN_THROTTLED}. */
    public ProofKind prove(UserId user, Proof proof, String address) {
        var attempt = throttle.beginSecondStep(user, address);
        ProofKind kind;
        try {
            kind = switch (proof) {
                case Proof.Code code -> proveCode(user, code.text());
                case Proof.Passkey passkey -> {
                    passkeys.prove(user, passkey);
                    yield ProofKind.PASSKEY;
                }
                case Proof.Password password -> throw wrong();
            };
        } catch (OstlerException e) {
            if (e.code() != ErrorCode.CODE_WRONG && e.code() != ErrorCode.PASSKEY_REFUSED) {
                attempt.abandoned();
            }
            throw e;
        }
        attempt.succeeded();
        return kind;
    }

    int passkeys(UserId user) {
        return passkeys.count(user);
    }

    /** All of it. */
    public void forget(UserId user) {
        passkeys.forget(user);
        store.removeTotp(user);
        store.putCodes(user, List.of());
    }

    private ProofKind proveCode(UserId user, String typed) {
        var code = typed.replaceAll("\\s", "");
        if (code.length() > LONGEST || !isRequired(user)) {
            throw wrong();
        }
        if (APP_CODE.matcher(code).matches()) {
            var app = store.totp(user).filter(TotpRecord::confirmed).orElseThrow(FactorBook::wrong);
            if (!store.useStep(user, step(app, code))) {
                throw wrong();
            }
            return ProofKind.TOTP;
        }
        if (!store.takeCode(user, RecoveryCodes.hash(code))) {
            throw wrong();
        }
        return ProofKind.RECOVERY_CODE;
    }

    /** The time step that this code belongs to. */
    long step(TotpRecord app, String code) {
        var secret = box.open(place(app.user()), app.sealed());
        long step = Totp.matching(secret, code, clock.instant()).orElseThrow(FactorBook::wrong);
        if (!box.isCurrent(app.sealed())) {
            store.reseal(app.user(), app.sealed(), box.seal(place(app.user()), secret));
        }
        return step;
    }

    static String place(UserId user) {
        return "totp/" + user.value();
    }

    static OstlerException wrong() {
        return new OstlerException(ErrorCode.CODE_WRONG);
    }
}
