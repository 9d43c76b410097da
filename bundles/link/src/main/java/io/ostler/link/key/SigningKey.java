package io.ostler.link.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** An Ed25519 key pair of this process; prints only its public half. Immutable, thread-safe. */
public final class SigningKey {
    private final PrivateKey secret;
    private final VerifyingKey shown;

    /** @throws IllegalArgumentException when the halves don't belong together */
    public SigningKey(PrivateKey secret, VerifyingKey shown) {
        this.secret = secret;
        this.shown = shown;
        var probe = new byte[] {1, 2, 3};
        if (!shown.verifies(probe, sign(probe))) {
            throw new IllegalArgumentException("the two halves of the key don't match");
        }
    }

    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(pair.getPrivate(), new VerifyingKey(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public VerifyingKey verifyingKey() {
        return shown;
    }

    public byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this key can't sign", e);
        }
    }

    /** The signature in base64. */
    public String signText(byte[] message) {
        return Base64.getEncoder().encodeToString(sign(message));
    }

    /** PKCS #8, for {@link KeyFile} alone. */
    byte[] secretEncoding() {
        return secret.getEncoded();
    }

    @Override
    public String toString() {
        return shown.toString();
    }
}
