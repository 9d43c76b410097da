package io.ostler.daemon.http.internal.tus;

import io.ostler.model.OstlerException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client's own words about an upload ({@code Upload-Metadata}): keys with values in base64. Immutable. */
record UploadMetadata(Map<String, String> values) {

    UploadMetadata {
        values = Map.copyOf(values);
    }

    /** {@code INVALID_REQUEST} when it isn't as the protocol says. */
    static UploadMetadata parse(@Nullable String header) {
        var values = new HashMap<String, String>();
        if (header != null && !header.isBlank()) {
            for (var pair : header.split(",", -1)) {
                var words = pair.strip().split(" ", -1);
                if (words[0].isEmpty() || words.length > 2 || values.containsKey(words[0])) {
                    throw invalid();
                }
                values.put(words[0], words.length == 1 ? "" : decode(words[1]));
            }
        }
        return new UploadMetadata(values);
    }

    private static String decode(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid();
        }
    }

    private static OstlerException invalid() {
        return OstlerException.invalid("Upload-Metadata", "keys with values in base64 of UTF-8, each key once");
    }

    /** The file's way beneath the folder of a ticket; null when nothing is said. */
    @Nullable
    String beneath() {
        var relative = values.get("relativePath");
        return relative == null || relative.isEmpty() ? values.get("filename") : relative;
    }

    @Nullable
    String conflict() {
        return values.get("conflict");
    }
}
