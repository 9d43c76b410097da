package io.ostler.panel.api.factor;

import java.util.Locale;

/** Kinds of proofs, as errors and pages name them. */
public enum ProofKind {
    PASSWORD,
    TOTP,
    RECOVERY_CODE,
    PASSKEY,
    /** Nothing can be asked for here: signing in anew is the proof. */
    SIGN_IN;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
