package io.ostler.link.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 key pair of this process; prints only its public half. Signs by BouncyCastle's arithmetic, which takes a
 * twentieth of the JDK's time with the first compiler (decision 0065). Immutable, thread-safe.
 */
public final class SigningKey {
    private static final byte[] NONE = {};

    private final PrivateKey secret;
    private final byte[] seed;
    private final VerifyingKey shown;

    /** @throws IllegalArgumentException when the halves don't belong together or are no Ed25519 */
    public SigningKey(PrivateKey secret, VerifyingKey shown) {
        this.secret = secret;
        seed = secret instanceof EdECPrivateKey key ? key.getBytes().orElse(NONE) : NONE;
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("not the private half of an Ed25519 key");
        }
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
        var signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, shown.raw(), 0, message, 0, message.length, signature, 0);
        return signature;
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
