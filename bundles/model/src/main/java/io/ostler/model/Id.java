package io.ostler.model;

import java.security.SecureRandom;
import java.util.Map;
import java.util.regex.Pattern;

/** What all identities have in common; safe in file names, URLs and log lines. */
public sealed interface Id permits InstanceId, NodeId, TaskId, UserId {

    /** The text form, the same everywhere. */
    String value();

    /** Throws {@link ErrorCode#INVALID_ID} unless the text may stand as an identity. */
    static void check(String value) {
        if (!Form.PATTERN.matcher(value).matches()) {
            throw new OstlerException(ErrorCode.INVALID_ID, Map.of("value", Form.shorten(value)));
        }
    }

    /** Sixteen random characters of Crockford's base 32, 80 bits. */
    static String random() {
        var bytes = new byte[16];
        Form.RANDOM.nextBytes(bytes);
        var text = new StringBuilder(16);
        for (byte b : bytes) {
            text.append(Form.ALPHABET.charAt(b & 31));
        }
        return text.toString();
    }

    /** Holder of the constants that an interface can't keep private. */
    final class Form {
        private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{7,39}");
        private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
        private static final SecureRandom RANDOM = new SecureRandom();

        private Form() {}

        private static String shorten(String value) {
            return value.length() > 40 ? value.substring(0, 40) + "…" : value;
        }
    }
}
