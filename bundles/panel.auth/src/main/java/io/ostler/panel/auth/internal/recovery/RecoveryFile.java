package io.ostler.panel.auth.internal.recovery;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code bin/ostler recover} left: three lines, the name, the SHA-256 of the code in hex, and when it ends. Immutable. */
record RecoveryFile(String name, byte[] hash, Instant ends) {
    private static final int MOST_BYTES = 1000;

    /** Empty without one, and for one that isn't whole. */
    static Optional<RecoveryFile> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return lines.size() < 3
                    ? Optional.empty()
                    : Optional.of(new RecoveryFile(
                            lines.get(0), HexFormat.of().parseHex(lines.get(1)), Instant.parse(lines.get(2))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new OstlerException(ErrorCode.STORAGE_FAILED, Map.of(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Without regard to case, spaces and hyphens, and in the same time for any guess. */
    boolean isFor(String typed, Instant now) {
        return MessageDigest.isEqual(hash, sha256(normal(typed))) && now.isBefore(ends);
    }

    static String normal(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    static byte[] sha256(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** False when somebody else was faster. */
    static boolean take(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new OstlerException(ErrorCode.STORAGE_FAILED, Map.of(), e);
        }
    }
}
