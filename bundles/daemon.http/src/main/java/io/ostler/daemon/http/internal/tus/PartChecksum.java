package io.ostler.daemon.http.internal.tus;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a part must be according to its {@code Upload-Checksum}. Confined to one thread at a time. */
final class PartChecksum {
    private final MessageDigest digest;
    private final byte[] expected;

    private PartChecksum(MessageDigest digest, byte[] expected) {
        this.digest = digest;
        this.expected = expected;
    }

    /** Null without one; {@code INVALID_REQUEST} for another algorithm, or what can't be its result. */
    static @Nullable PartChecksum parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var words = header.strip().split(" ", -1);
        var algorithm = switch (words[0]) {
            case "sha256" -> "SHA-256";
            case "sha1" -> "SHA-1";
            default -> throw invalid();
        };
        try {
            var digest = MessageDigest.getInstance(algorithm);
            var expected = Base64.getDecoder().decode(words.length == 2 ? words[1] : "");
            if (expected.length != digest.getDigestLength()) {
                throw invalid();
            }
            return new PartChecksum(digest, expected);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static OstlerException invalid() {
        return OstlerException.invalid("Upload-Checksum", "sha256 or sha1 and the checksum in base64");
    }

    /** Leaves the buffer's position. */
    void update(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
    }

    void require() {
        if (!MessageDigest.isEqual(digest.digest(), expected)) {
            throw new OstlerException(ErrorCode.CHECKSUM_WRONG);
        }
    }
}
