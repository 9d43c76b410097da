package io.ostler.panel.auth.internal.passkey;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.factor.PasskeyCeremony.Known;
import io.ostler.panel.api.factor.Passkeys.Challenge;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.Site;
import io.ostler.panel.api.store.PasskeyStore;
import io.ostler.panel.api.store.PasskeyStore.PasskeyRecord;
import io.ostler.panel.auth.internal.challenge.Challenges;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks for passkeys and judges the answers. Thread-safe, blocks for the store. */
@Component(service = PasskeyProofs.class)
public final class PasskeyProofs {
    /** For somebody who is known already. */
    private static final String OF_USER = "passkey-of-user";

    /** For whoever has one. */
    private static final String OF_ANYBODY = "passkey-of-anybody";

    private final PasskeyStore store;
    private final Challenges challenges;
    private final Ceremonies ceremonies;
    private final InstantSource clock;

    @Activate
    public PasskeyProofs(
            @Reference PasskeyStore store, @Reference Challenges challenges, @Reference Ceremonies ceremonies) {
        this(store, challenges, ceremonies, InstantSource.system());
    }

    public PasskeyProofs(PasskeyStore store, Challenges challenges, Ceremonies ceremonies, InstantSource clock) {
        this.store = store;
        this.challenges = challenges;
        this.ceremonies = ceremonies;
        this.clock = clock;
    }

    public int count(UserId user) {
        return store.of(user).size();
    }

    public void forget(UserId user) {
        store.of(user).forEach(passkey -> store.delete(user, passkey.id()));
    }

    Challenge askAnybody(Site site) {
        return ask(OF_ANYBODY, null, site, null);
    }

    Challenge ask(UserId user, Site site) {
        var known = store.of(user).stream()
                .filter(passkey -> passkey.host().equals(site.host()))
                .map(PasskeyProofs::known)
                .toList();
        if (known.isEmpty()) {
            throw refused();
        }
        return ask(OF_USER, user, site, known);
    }

    private Challenge ask(String kind, @Nullable UserId user, Site site, @Nullable List<Known> known) {
        var begun = ceremonies.with(ceremony -> ceremony.beginProof(site, known));
        var issued = challenges.issue(kind, user, begun.request());
        return new Challenge(issued.token(), begun.options());
    }

    /** Whose passkey answered. */
    UserId proveAnybody(Proof.Passkey proof) {
        return prove(OF_ANYBODY, null, proof);
    }

    public void prove(UserId user, Proof.Passkey proof) {
        prove(OF_USER, user, proof);
    }

    private UserId prove(String kind, @Nullable UserId expected, Proof.Passkey proof) {
        var open = challenges.take(kind, proof.challenge()).orElseThrow(PasskeyProofs::refused);
        var asked = open.user();
        if (expected != null && !expected.equals(asked)) {
            throw refused();
        }
        var proved = ceremonies.with(ceremony -> ceremony.finishProof(
                proof.site(),
                open.data(),
                proof.credential(),
                id -> store.find(id).map(PasskeyProofs::known)));
        var owner = new UserId(proved.owner());
        if ((expected != null && !expected.equals(owner))
                || !store.used(proved.id(), proved.count(), clock.instant())) {
            throw refused();
        }
        return owner;
    }

    static Known known(PasskeyRecord passkey) {
        return new Known(passkey.id(), passkey.user().value(), passkey.publicKey(), passkey.count());
    }

    static OstlerException refused() {
        return new OstlerException(ErrorCode.PASSKEY_REFUSED);
    }
}
