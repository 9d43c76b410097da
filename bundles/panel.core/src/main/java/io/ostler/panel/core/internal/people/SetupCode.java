package io.ostler.panel.core.internal.people;

import io.ostler.link.key.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * The one-time code of the first run: 16 letters and digits (80 bits) in groups of four, in a file that only its owner
 * can read. The same code stays until it is used, so that a restart doesn't outdate what was printed. Thread-safe.
 */
final class SetupCode {
    /** Crockford's base 32: nothing that looks like something else. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Path file;
    private final String text;

    private SetupCode(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    static SetupCode loadOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateFile.create(file, (random() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (normal(text).length() < 16) {
            text = random();
            PrivateFile.write(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return new SetupCode(file, text);
    }

    String text() {
        return text;
    }

    /** Compares without regard to case, spaces and hyphens, and in the same time for any guess. */
    boolean is(String typed) {
        return MessageDigest.isEqual(
                normal(text).getBytes(StandardCharsets.UTF_8), normal(typed).getBytes(StandardCharsets.UTF_8));
    }

    static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    void remove() throws IOException {
        remove(file);
    }

    private static String normal(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static String random() {
        var random = new SecureRandom();
        var code = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
