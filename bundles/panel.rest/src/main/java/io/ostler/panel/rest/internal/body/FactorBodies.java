package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.factor.Passkeys;
import io.ostler.panel.api.factor.ProofKind;
import io.ostler.panel.api.factor.SecondFactors;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Bodies about second factors and the proofs that they give. */
public final class FactorBodies {
    private FactorBodies() {}

    /** The first step was right, the second one is missing. */
    public record SecondStep(String token, List<String> methods, Instant expires) {
        public static SecondStep of(Sessions.SecondStep step) {
            return new SecondStep(
                    step.token(), step.methods().stream().map(ProofKind::text).toList(), step.expires());
        }
    }

    /**
     * @param credential what {@code navigator.credentials.get} answered, as JSON
     */
    public record PasskeyAnswer(
            String challenge,
            @Schema(type = SchemaType.OBJECT) JsonNode credential) {}

    /** One of both. */
    public record SecondStepProof(
            String token, @Nullable String code, @Nullable PasskeyAnswer passkey) {}

    /** One of the three. */
    public record Confirmation(
            @Nullable String password,
            @Nullable String code,
            @Nullable PasskeyAnswer passkey) {}

    /** @param token of the second step that the passkey is for; without it whoever has one may answer */
    public record PasskeyQuestion(@Nullable String token) {}

    /** @param options for {@code navigator.credentials} */
    public record PasskeyChallenge(
            String challenge,
            @Schema(type = SchemaType.OBJECT) @JsonRawValue String options) {
        public static PasskeyChallenge of(Passkeys.Challenge challenge) {
            return new PasskeyChallenge(challenge.challenge(), challenge.options());
        }
    }

    public record Passkey(
            String id,
            String name,
            String host,
            Instant created,
            @Nullable Instant lastUsed) {
        public static Passkey of(Passkeys.Passkey passkey) {
            return new Passkey(passkey.id(), passkey.name(), passkey.host(), passkey.created(), passkey.lastUsed());
        }
    }

    public record PasskeyName(String name) {}

    public record NewPasskey(
            String name,
            String challenge,
            @Schema(type = SchemaType.OBJECT) JsonNode credential) {}

    /** @param recoveryCodes shown only now; empty when there were some already */
    public record MadePasskey(Passkey passkey, List<String> recoveryCodes) {
        public static MadePasskey of(Passkeys.Made made) {
            return new MadePasskey(Passkey.of(made.passkey()), made.recoveryCodes());
        }
    }

    /**
     * @param appSince when the authenticator app was set up
     * @param passkeysPossible whether the server takes passkeys
     */
    public record Factors(
            @Nullable Instant appSince, int recoveryCodes, List<Passkey> passkeys, boolean passkeysPossible) {
        public static Factors of(SecondFactors.State state, List<Passkeys.Passkey> passkeys, boolean possible) {
            return new Factors(
                    state.totpSince(),
                    state.recoveryCodes(),
                    passkeys.stream().map(Passkey::of).toList(),
                    possible);
        }
    }

    /**
     * @param address what the picture says to the app
     * @param picture SVG
     */
    public record AppSetup(String secret, String address, String picture) {
        public static AppSetup of(SecondFactors.Setup setup) {
            return new AppSetup(setup.secret(), setup.address(), setup.qr());
        }
    }

    public record AppCode(String code) {}

    /** Shown only now. */
    public record RecoveryCodes(List<String> codes) {}
}
