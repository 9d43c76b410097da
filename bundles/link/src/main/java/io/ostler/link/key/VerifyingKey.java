package io.ostler.link.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The public half of somebody's Ed25519 key. Two are equal when their encodings are. Immutable, thread-safe.
 *
 * @param key the JDK's key
 */
public record VerifyingKey(PublicKey key) {

    /**
     * Reads the X.509 form in base64.
     *
     * @throws IllegalArgumentException when it is no Ed25519 key in its one canonical form
     */
    public static VerifyingKey of(String text) {
        var bytes = Base64.getDecoder().decode(text);
        try {
            var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes));
            if (!Arrays.equals(bytes, key.getEncoded())) {
                throw new IllegalArgumentException("not the canonical form of a key");
            }
            return new VerifyingKey(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key", e);
        }
    }

    /** The X.509 form in base64. */
    public String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** The first 16 bytes of the SHA-256 of the X.509 form, hex: 32 characters. */
    public String fingerprint() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the signature over the message was made with this key's other half; false for any garbage. */
    public boolean verifies(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, raw(), 0, message, 0, message.length);
    }

    /** RFC 8032's 32 bytes, which the X.509 form of an Ed25519 key ends with. */
    byte[] raw() {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - Ed25519.PUBLIC_KEY_SIZE, encoded.length);
    }

    /** The same for a signature in base64. */
    public boolean verifies(byte[] message, String signature) {
        try {
            return verifies(message, Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyingKey that && Arrays.equals(key.getEncoded(), that.key.getEncoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key.getEncoded());
    }

    @Override
    public String toString() {
        return "Ed25519 " + fingerprint();
    }
}
