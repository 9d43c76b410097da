package io.ostler.panel.auth.internal.factor;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes by time (RFC 6238) with what every app understands: SHA-1, six digits, 30 seconds. Stateless. */
final class Totp {
    private static final int SECONDS = 30;
    private static final int SECRET_BYTES = 20;
    /** Phones' clocks differ, and a code is typed while the next one begins. */
    private static final int DRIFT = 1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base32.of(bytes);
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), SECONDS);
    }

    static String code(byte[] secret, long step, int digits) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int binary = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return ("%0" + digits + "d").formatted(binary % (long) Math.pow(10, digits));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA1", e);
        }
    }

    /** The step that this code belongs to, if it is one of those that count now. */
    static OptionalLong matching(String secret, String code, Instant now) {
        var key = Base32.bytes(secret);
        var sent = code.getBytes(StandardCharsets.US_ASCII);
        long present = step(now);
        var found = OptionalLong.empty();
        for (long step = present - DRIFT; step <= present + DRIFT; step++) {
            if (MessageDigest.isEqual(code(key, step, 6).getBytes(StandardCharsets.US_ASCII), sent)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** What the picture says to the app. */
    static String address(String secret, String account) {
        return "otpauth://totp/Ostler:" + encoded(account) + "?secret=" + secret
                + "&issuer=Ostler&algorithm=SHA1&digits=6&period=" + SECONDS;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
