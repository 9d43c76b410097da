package io.ostler.daemon.files.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Strong validators: the SHA-256 of what must not have changed. */
final class ETags {
    private ETags() {}

    /** Of a text, as the link carries it: without quotes. */
    static String of(byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Of a download, as HTTP wants it: in quotes. */
    static String quoted(String facts) {
        return '"' + of(facts.getBytes(StandardCharsets.UTF_8)) + '"';
    }
}
