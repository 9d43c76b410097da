package io.ostler.panel.api.factor;

/** What somebody shows to prove who they are. Immutable; its text shows nothing secret. */
public sealed interface Proof {

    record Password(String text) implements Proof {
        @Override
        public String toString() {
            return "Password";
        }
    }

    /** Six digits of an authenticator app, or a recovery code. */
    record Code(String text) implements Proof {
        @Override
        public String toString() {
            return "Code";
        }
    }

    /**
     * @param challenge token that {@link Passkeys} gave out with the options
     * @param credential what the browser answered, as JSON
     */
    record Passkey(String challenge, String credential, Site site) implements Proof {
        @Override
        public String toString() {
            return "Passkey";
        }
    }
}
