package io.ostler.panel.auth.passkey.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.factor.PasskeyCeremony;
import io.ostler.panel.api.factor.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Passkeys as the specification wants them: own origin, fresh challenge, growing counter, and a finger or PIN where the
 * passkey stands alone. No attestation: whose make an authenticator is doesn't matter here. Stateless.
 */
@Component(service = PasskeyCeremony.class)
public final class WebAuthnCeremony implements PasskeyCeremony {

    @Override
    public Begun beginMaking(Site site, String owner, String name, List<Known> present) {
        var options = party(site, new KnownCredentials(present))
                .startRegistration(StartRegistrationOptions.builder()
                        .user(UserIdentity.builder()
                                .name(name)
                                .displayName(name)
                                .id(bytes(owner))
                                .build())
                        .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                                .residentKey(ResidentKeyRequirement.REQUIRED)
                                .userVerification(UserVerificationRequirement.REQUIRED)
                                .build())
                        .build());
        try {
            return new Begun(options.toCredentialsCreateJson(), options.toJson());
        } catch (JsonProcessingException e) {
            throw refused(e);
        }
    }

    @Override
    public Known finishMaking(Site site, String request, String credential) {
        try {
            var options = PublicKeyCredentialCreationOptions.fromJson(request);
            var result = party(site, new KnownCredentials(List.of()))
                    .finishRegistration(FinishRegistrationOptions.builder()
                            .request(options)
                            .response(PublicKeyCredential.parseRegistrationResponseJson(credential))
                            .build());
            return new Known(
                    result.getKeyId().getId().getBase64Url(),
                    text(options.getUser().getId()),
                    result.getPublicKeyCose().getBase64Url(),
                    result.getSignatureCount());
        } catch (RegistrationFailedException | IOException | RuntimeException e) {
            // The library throws what it likes for what browsers never send.
            throw refused(e);
        }
    }

    @Override
    public Begun beginProof(Site site, @Nullable List<Known> of) {
        var options = StartAssertionOptions.builder()
                .userVerification(
                        of == null ? UserVerificationRequirement.REQUIRED : UserVerificationRequirement.PREFERRED);
        var known = new KnownCredentials(of == null ? List.of() : of);
        if (of != null && !of.isEmpty()) {
            options.username(of.getFirst().owner());
        }
        var request = party(site, known).startAssertion(options.build());
        try {
            return new Begun(request.toCredentialsGetJson(), request.toJson());
        } catch (JsonProcessingException e) {
            throw refused(e);
        }
    }

    @Override
    public Proved finishProof(Site site, String request, String credential, Function<String, Optional<Known>> known) {
        try {
            var result = party(site, new KnownCredentials(known))
                    .finishAssertion(FinishAssertionOptions.builder()
                            .request(AssertionRequest.fromJson(request))
                            .response(PublicKeyCredential.parseAssertionResponseJson(credential))
                            .build());
            if (!result.isSuccess()) {
                throw refused(new IllegalStateException("no success"));
            }
            return new Proved(
                    result.getCredential().getCredentialId().getBase64Url(),
                    text(result.getCredential().getUserHandle()),
                    result.getSignatureCount());
        } catch (AssertionFailedException | IOException | RuntimeException e) {
            // As above.
            throw refused(e);
        }
    }

    private static RelyingParty party(Site site, KnownCredentials known) {
        return RelyingParty.builder()
                .identity(RelyingPartyIdentity.builder()
                        .id(site.host())
                        .name("Ostler")
                        .build())
                .credentialRepository(known)
                .origins(Set.of(site.origin()))
                .build();
    }

    static ByteArray bytes(String text) {
        return new ByteArray(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(ByteArray bytes) {
        return new String(bytes.getBytes(), StandardCharsets.UTF_8);
    }

    private static OstlerException refused(Exception cause) {
        return new OstlerException(ErrorCode.PASSKEY_REFUSED, Map.of(), cause);
    }
}
