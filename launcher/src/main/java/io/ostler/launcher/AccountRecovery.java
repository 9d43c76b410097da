package io.ostler.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code bin/ostler recover NAME}: a one-time code for somebody who lost password or second factor. Whoever may write the
 * data folder may do anything with the panel, so no more is asked. The panel reads the file when the code is used
 * ({@code io.ostler.panel.api.access.Recovery}) and may run meanwhile.
 */
final class AccountRecovery {
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    /** Crockford's base 32: nothing that looks like something else. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LONGEST_NAME = 200;

    private AccountRecovery() {}

    static void run(Distribution distribution, List<String> arguments) throws StartRefused {
        if (!distribution.kind().hasPanel()) {
            throw new StartRefused("A daemon has no accounts", "Use the panel's archive");
        }
        var words = new ArrayList<>(arguments);
        Path data = Options.takeData(words, distribution.kind());
        if (words.size() != 1 || words.getFirst().startsWith("-")) {
            throw new StartRefused("One name of an account is wanted", "Try: bin/ostler recover NAME");
        }
        if (Files.notExists(data.resolve(DataFolder.MARKER))) {
            throw new StartRefused("The folder " + data + " holds no data of a panel", "Say where with --data");
        }
        System.out.print(make(data.resolve("panel"), words.getFirst(), Instant.now()));
    }

    /** Writes the file and answers what to tell. */
    static String make(Path panel, String name, Instant now) throws StartRefused {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new StartRefused("That is not the name of an account", "Try: bin/ostler recover NAME");
        }
        String code = random();
        Instant ends = now.plus(GOOD_FOR).truncatedTo(ChronoUnit.SECONDS);
        try {
            write(panel, name + "\n" + hash(code) + "\n" + ends + "\n");
        } catch (IOException e) {
            throw new StartRefused(
                    "The folder " + panel + " can't be written: " + e.getMessage(), "Run this as its owner");
        }
        return "Open the panel in a browser at the path /recover#code=" + code + "\n"
                + "and set a new password for " + name + ", until " + ends + ". The code works once; it takes second\n"
                + "factors and a ban away and ends all sessions of the account.\n";
    }

    private static void write(Path panel, String text) throws IOException {
        Path draft = Files.createTempFile(
                panel,
                ".recovery",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, text);
            // Root may help a panel that runs as somebody else.
            if (!Files.getOwner(draft).equals(Files.getOwner(panel))) {
                Files.setOwner(draft, Files.getOwner(panel));
            }
            Files.move(draft, panel.resolve("recovery"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String hash(String code) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(code.replace("-", "").getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
