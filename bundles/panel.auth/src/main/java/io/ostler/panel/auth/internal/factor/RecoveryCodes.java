package io.ostler.panel.auth.internal.factor;

import io.ostler.panel.auth.internal.challenge.Tokens;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Codes for the day when the phone is gone: 80 random bits each, so that a fast hash keeps them. Stateless. */
final class RecoveryCodes {
    private static final int COUNT = 10;
    private static final int BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    static List<String> create() {
        return Stream.generate(RecoveryCodes::one).limit(COUNT).toList();
    }

    private static String one() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var text = Base32.of(bytes).toLowerCase(Locale.ROOT);
        return text.substring(0, 4) + "-" + text.substring(4, 8) + "-" + text.substring(8, 12) + "-"
                + text.substring(12);
    }

    static String hash(String code) {
        return Tokens.hash("recovery " + code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }
}
