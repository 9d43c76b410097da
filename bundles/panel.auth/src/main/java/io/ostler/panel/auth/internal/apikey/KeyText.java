package io.ostler.panel.auth.internal.apikey;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * How keys look: {@code ostler_}, 256 random bits, and a checksum, all letters and digits. Secret scanners know one by
 * {@code ostler_[0-9A-Za-z]{49}} and tell it from a lookalike by the checksum, and so do we before we ask the store.
 * Stateless.
 */
final class KeyText {
    static final String PREFIX = "ostler_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int SECRET_CHARACTERS = 43;
    private static final int SUM_CHARACTERS = 6;
    private static final int LENGTH = PREFIX.length() + SECRET_CHARACTERS + SUM_CHARACTERS;
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyText() {}

    static String create() {
        var body = PREFIX + digits(new BigInteger(256, RANDOM), SECRET_CHARACTERS);
        return body + sum(body);
    }

    static boolean isWellFormed(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            if (DIGITS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        int end = LENGTH - SUM_CHARACTERS;
        return text.substring(end).equals(sum(text.substring(0, end)));
    }

    private static String sum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(crc.getValue()), SUM_CHARACTERS);
    }

    private static String digits(BigInteger number, int length) {
        var text = new StringBuilder();
        var rest = number;
        while (text.length() < length) {
            var parts = rest.divideAndRemainder(BASE);
            text.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return text.reverse().toString();
    }
}
