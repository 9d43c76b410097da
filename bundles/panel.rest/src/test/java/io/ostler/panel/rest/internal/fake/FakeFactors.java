package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.factor.Passkeys;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.SecondFactors;
import io.ostler.panel.api.factor.Site;
import java.time.Instant;
import java.util.List;

/** Second factors of nobody; remembers the site that it was told. */
public final class FakeFactors implements SecondFactors, Passkeys {
    private static final Passkey LAPTOP = new Passkey("id", "Laptop", "127.0.0.1", Instant.EPOCH, null);

    public volatile Site lastSite;
    public volatile String lastCredential;
    public volatile UserId reset;

    @Override
    public State state(Caller caller) {
        return new State(null, 0, 1);
    }

    @Override
    public Setup begin(Caller caller) {
        return new Setup("SECRET", "otpauth://totp/x", "<svg/>");
    }

    @Override
    public List<String> confirm(Caller caller, String code) {
        return List.of("aaaa-bbbb");
    }

    @Override
    public void removeTotp(Caller caller) {}

    @Override
    public List<String> renewCodes(Caller caller) {
        return List.of("cccc-dddd");
    }

    @Override
    public void reset(Caller caller, UserId user) {
        reset = user;
    }

    @Override
    public boolean isPossible() {
        return true;
    }

    @Override
    public List<Passkey> of(Caller caller) {
        return List.of(LAPTOP);
    }

    @Override
    public Challenge beginMaking(Caller caller, Site site) {
        return ask(site);
    }

    @Override
    public Made finishMaking(Caller caller, Site site, String challenge, String credential, String name) {
        lastSite = site;
        lastCredential = credential;
        return new Made(LAPTOP, List.of());
    }

    @Override
    public Passkey rename(Caller caller, String id, String name) {
        return new Passkey(id, name, "127.0.0.1", Instant.EPOCH, null);
    }

    @Override
    public void remove(Caller caller, String id) {}

    @Override
    public Challenge beginSignIn(Site site, String address) {
        return ask(site);
    }

    @Override
    public Challenge beginSecondStep(Site site, String token, String address, String client) {
        return ask(site);
    }

    @Override
    public Challenge beginConfirmation(Caller caller, Site site) {
        return ask(site);
    }

    @Override
    public SignedIn signIn(Proof.Passkey proof, String address, String client) {
        lastSite = proof.site();
        lastCredential = proof.credential();
        throw new OstlerException(ErrorCode.PASSKEY_REFUSED);
    }

    private Challenge ask(Site site) {
        lastSite = site;
        return new Challenge("token", "{\"publicKey\":{\"challenge\":\"abc\"}}");
    }
}
