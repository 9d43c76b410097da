package io.ostler.panel.rest.internal.signin;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.Site;
import io.ostler.panel.rest.internal.body.FactorBodies.Confirmation;
import io.ostler.panel.rest.internal.body.FactorBodies.PasskeyAnswer;
import io.ostler.panel.rest.internal.body.FactorBodies.SecondStepProof;
import io.ostler.panel.rest.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** Bodies as proofs. Stateless. */
final class Proofs {
    private Proofs() {}

    static Proof of(SecondStepProof body, RequestFacts facts) {
        return of(null, body.code(), body.passkey(), facts);
    }

    static Proof of(Confirmation body, RequestFacts facts) {
        return of(body.password(), body.code(), body.passkey(), facts);
    }

    static Proof.Passkey of(PasskeyAnswer answer, RequestFacts facts) {
        return new Proof.Passkey(answer.challenge(), answer.credential().toString(), Site.of(facts.base()));
    }

    private static Proof of(
            @Nullable String password, @Nullable String code, @Nullable PasskeyAnswer passkey, RequestFacts facts) {
        if (password != null && code == null && passkey == null) {
            return new Proof.Password(password);
        }
        if (code != null && password == null && passkey == null) {
            return new Proof.Code(code);
        }
        if (passkey != null && password == null && code == null) {
            return of(passkey, facts);
        }
        throw OstlerException.invalid("code", "exactly one proof");
    }
}
