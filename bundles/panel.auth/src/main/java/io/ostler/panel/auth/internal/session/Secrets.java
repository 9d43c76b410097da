package io.ostler.panel.auth.internal.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What nobody can guess: cookies' secrets, CSRF tokens, handles. Thread-safe. */
public final class Secrets {
    private static final int SECRET_BYTES = 32;
    private static final int HANDLE_BYTES = 12;
    private static final int SECRET_CHARACTERS = 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 256 random bits, 43 characters that may stand in a cookie. */
    static String create() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    }

    public static String handle() {
        return HexFormat.of().formatHex(random(HANDLE_BYTES));
    }

    /** Looked at with each request. */
    static boolean isWellFormed(String secret) {
        if (secret.length() != SECRET_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < SECRET_CHARACTERS; i++) {
            char c = secret.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isLetter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** What is stored: random secrets need no salt and no slow hash. */
    public static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
