package io.ostler.panel.auth.internal.door;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * A public key as OpenSSH writes it in a line. Only kinds and sizes that are safe today. Immutable.
 *
 * @param text kind and key without the comment
 * @param fingerprint SHA256 form of OpenSSH
 */
record PublicKeyText(String text, String fingerprint, String comment) {
    private static final int LONGEST = 12_000;
    private static final int ED25519 = 32;
    private static final int LEAST_RSA = 2048;
    private static final int MOST_RSA = 16_384;

    /** Bytes of an uncompressed point, by the curve. */
    private static final Map<String, Integer> POINTS = Map.of("nistp256", 65, "nistp384", 97, "nistp521", 133);

    private static final String ECDSA = "ecdsa-sha2-";
    private static final String SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com";
    private static final String SK_ED25519 = "sk-ssh-ed25519@openssh.com";

    /** {@code SSH_KEY_INVALID} with a {@code reason}. */
    static PublicKeyText parse(String line) {
        var text = line.strip();
        if (text.contains("PRIVATE KEY")) {
            throw invalid("this is a private key: keep it to yourself and give the line of the .pub file");
        }
        if (text.length() > LONGEST || text.lines().count() > 1) {
            throw invalid("one line of a public key file");
        }
        var parts = text.split("[ \\t]+", 3);
        if (parts.length < 2) {
            throw invalid("kind and key, such as ssh-ed25519 AAAA…");
        }
        var blob = decoded(parts[1]);
        try {
            check(parts[0], ByteBuffer.wrap(blob));
        } catch (BufferUnderflowException e) {
            throw invalid("the key is cut off");
        }
        return new PublicKeyText(
                parts[0] + " " + Base64.getEncoder().encodeToString(blob),
                fingerprint(blob),
                parts.length > 2 ? parts[2].strip() : "");
    }

    private static void check(String kind, ByteBuffer blob) {
        if (!kind.equals(text(blob))) {
            throw invalid("the key is of another kind than it says");
        }
        switch (kind) {
            case "ssh-ed25519" -> checkEd25519(blob);
            case "ssh-rsa" -> checkRsa(blob);
            case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" ->
                checkPoint(kind.substring(ECDSA.length()), blob);
            case SK_ED25519 -> {
                checkEd25519(blob);
                bytes(blob);
            }
            case SK_ECDSA -> {
                checkPoint("nistp256", blob);
                bytes(blob);
            }
            default -> throw invalid("ssh-ed25519, ecdsa, rsa and security keys (sk-…) are taken");
        }
        if (blob.hasRemaining()) {
            throw invalid("the key is too long");
        }
    }

    private static void checkEd25519(ByteBuffer blob) {
        if (bytes(blob).length != ED25519) {
            throw invalid("an Ed25519 key has 32 bytes");
        }
    }

    private static void checkRsa(ByteBuffer blob) {
        var exponent = new BigInteger(number(blob));
        var modulus = new BigInteger(number(blob));
        if (exponent.compareTo(BigInteger.TWO) <= 0 || !exponent.testBit(0) || !modulus.testBit(0)) {
            throw invalid("not an RSA key");
        }
        int bits = modulus.signum() < 0 ? 0 : modulus.bitLength();
        if (bits < LEAST_RSA || bits > MOST_RSA) {
            throw invalid("RSA keys have 2048 to 16384 bits");
        }
    }

    private static void checkPoint(String curve, ByteBuffer blob) {
        boolean named = curve.equals(text(blob));
        var point = bytes(blob);
        if (!named || point.length != POINTS.getOrDefault(curve, 0) || point[0] != 4) {
            throw invalid("not a point of that curve");
        }
    }

    private static String text(ByteBuffer blob) {
        return new String(bytes(blob), StandardCharsets.ISO_8859_1);
    }

    private static byte[] number(ByteBuffer blob) {
        var bytes = bytes(blob);
        if (bytes.length == 0) {
            throw invalid("not an RSA key");
        }
        return bytes;
    }

    private static byte[] bytes(ByteBuffer blob) {
        int length = blob.getInt();
        if (length < 0 || length > blob.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[length];
        blob.get(bytes);
        return bytes;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw invalid("kind and key, such as ssh-ed25519 AAAA…");
        }
    }

    private static String fingerprint(byte[] blob) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static OstlerException invalid(String reason) {
        return OstlerException.of(ErrorCode.SSH_KEY_INVALID, "reason", reason);
    }
}
