package io.ostler.panel.auth.passkey.internal;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.exception.Base64UrlException;
import io.ostler.panel.api.factor.PasskeyCeremony.Known;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Known passkeys as the library asks for them; its user names and handles are the owners' ids. Immutable. */
final class KnownCredentials implements CredentialRepository {
    private final List<Known> listed;
    private final Function<String, Optional<Known>> find;

    KnownCredentials(List<Known> listed) {
        this.listed = listed;
        find = id -> listed.stream().filter(known -> known.id().equals(id)).findFirst();
    }

    KnownCredentials(Function<String, Optional<Known>> find) {
        listed = List.of();
        this.find = find;
    }

    @Override
    public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
        return listed.stream()
                .map(known -> PublicKeyCredentialDescriptor.builder()
                        .id(bytes(known.id()))
                        .build())
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<ByteArray> getUserHandleForUsername(String username) {
        return Optional.of(WebAuthnCeremony.bytes(username));
    }

    @Override
    public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
        return Optional.of(WebAuthnCeremony.text(userHandle));
    }

    @Override
    public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
        return lookup(credentialId).filter(known -> known.getUserHandle().equals(userHandle));
    }

    @Override
    public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
        return lookup(credentialId).map(Set::of).orElse(Set.of());
    }

    private Optional<RegisteredCredential> lookup(ByteArray credentialId) {
        return find.apply(credentialId.getBase64Url())
                .map(known -> RegisteredCredential.builder()
                        .credentialId(credentialId)
                        .userHandle(WebAuthnCeremony.bytes(known.owner()))
                        .publicKeyCose(bytes(known.publicKey()))
                        .signatureCount(known.count())
                        .build());
    }

    private static ByteArray bytes(String base64Url) {
        try {
            return ByteArray.fromBase64Url(base64Url);
        } catch (Base64UrlException e) {
            throw new IllegalArgumentException("not a stored passkey", e);
        }
    }
}
