package io.ostler.link.enrol;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one-time key of an enrolment: {@code ost1-SECRET-FINGERPRINT}. The secret (160 bits, base 32) is the right to
 * join; the fingerprint of the panel's key lets the machine tell the real panel from somebody between. Made by the
 * panel, shown once, stored as {@link #hash()} alone. Immutable.
 *
 * @param secret 32 of {@code a-z 2-7}
 * @param fingerprint of the panel's key, as {@link io.ostler.link.key.VerifyingKey#fingerprint()}
 */
public record EnrolmentKey(String secret, String fingerprint) {
    private static final Pattern FORM = Pattern.compile("ost1-([a-z2-7]{32})-([0-9a-f]{32})");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    public EnrolmentKey {
        if (!FORM.matcher("ost1-" + secret + "-" + fingerprint).matches()) {
            throw new OstlerException(ErrorCode.ENROLMENT_REFUSED);
        }
    }

    /** A new key of the panel with that fingerprint. */
    public static EnrolmentKey create(String fingerprint) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        var secret = new StringBuilder(32);
        for (byte b : bytes) {
            secret.append(ALPHABET.charAt(b & 31));
        }
        return new EnrolmentKey(secret.toString(), fingerprint);
    }

    /**
     * Reads a key as typed or pasted: spaces around it and capitals don't matter.
     *
     * @throws OstlerException {@code ENROLMENT_REFUSED} when it has another form
     */
    public static EnrolmentKey parse(String typed) {
        var matcher = FORM.matcher(typed.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new OstlerException(ErrorCode.ENROLMENT_REFUSED);
        }
        return new EnrolmentKey(matcher.group(1), matcher.group(2));
    }

    /** The form that people copy and that {@code JoinRequest.key} carries. */
    public String text() {
        return "ost1-" + secret + "-" + fingerprint;
    }

    /** SHA-256 of {@link #text()}, hex: what the panel stores. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ost1-…-" + fingerprint;
    }
}
