package io.ostler.panel.auth.internal.session;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Sessions.SecondStep;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.auth.internal.challenge.Challenges;
import io.ostler.panel.auth.internal.challenge.Tokens;
import io.ostler.panel.auth.internal.factor.FactorBook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sign-ins that stand between their two steps. A token works for the account that the first step proved, as long as
 * its password is the same, at the same address with the same client, five times. Thread-safe, blocks for the store.
 */
@Component(service = SecondSteps.class)
public final class SecondSteps {
    private static final String KIND = "second-step";
    private static final int TRIES = 5;

    private final Challenges challenges;
    private final FactorBook factors;
    private final UserStore users;

    @Activate
    public SecondSteps(@Reference Challenges challenges, @Reference FactorBook factors, @Reference UserStore users) {
        this.challenges = challenges;
        this.factors = factors;
        this.users = users;
    }

    /** @param state of the account's password at the first step */
    record Done(UserId user, String method, String state) {}

    /** Whose sign-in waits under that token. */
    public UserId waiting(String token, String address, String client) {
        return open(token, address, client).user();
    }

    boolean areNeeded(UserId user) {
        return factors.isRequired(user);
    }

    SecondStep begin(UserId user, String method, String address, String client) {
        var data = String.join("\n", method, state(user), place(address, client));
        var issued = challenges.issue(KIND, user, data);
        return new SecondStep(issued.token(), factors.kinds(user), issued.expires());
    }

    Done finish(String token, Proof proof, String address, String client) {
        var step = open(token, address, client);
        if (!challenges.attempt(step.open, TRIES)) {
            challenges.take(step.open);
            throw over();
        }
        var kind = factors.prove(step.user, proof, address);
        var done = new Done(step.user, step.method + "+" + kind.text(), step.state);
        if (!challenges.take(step.open) || !stillHolds(done)) {
            throw over();
        }
        return done;
    }

    boolean stillHolds(Done done) {
        return state(done.user).equals(done.state);
    }

    void forget(UserId user) {
        challenges.forget(user);
    }

    void forgetFactors(UserId user) {
        factors.forget(user);
    }

    private record Step(Challenges.Open open, UserId user, String method, String state) {}

    private Step open(String token, String address, String client) {
        var open = challenges.find(KIND, token).orElseThrow(SecondSteps::over);
        var user = open.user();
        var parts = open.data().split("\n", 3);
        if (user == null || !parts[2].equals(place(address, client))) {
            throw over();
        }
        return new Step(open, user, parts[0], parts[1]);
    }

    private static String place(String address, String client) {
        return Tokens.hash(address + "\n" + client);
    }

    private String state(UserId user) {
        return users.find(user)
                .filter(account -> !account.disabled())
                .map(account -> Tokens.hash(account.passwordHash()))
                .orElse("");
    }

    private static OstlerException over() {
        return new OstlerException(ErrorCode.SECOND_STEP_OVER);
    }
}
