package io.ostler.daemon.http.internal.download;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Makes the {@code Content-Disposition} of a download (RFC 6266): always an attachment, with the name once for old
 * clients in plain ASCII and once in full (RFC 5987). Whatever the name holds, nothing of it ends the header.
 */
final class AttachmentName {
    private static final String UNRESERVED = "!#$&+-.^_`|~";

    private AttachmentName() {}

    static String header(String name) {
        return "attachment; filename=\"" + plain(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static String plain(String name) {
        var out = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            boolean isSafe = c >= 0x20 && c < 0x7F && "\"\\%/;".indexOf(c) < 0;
            out.append(isSafe ? (char) c : '_');
        });
        return out.toString();
    }

    private static String encoded(String name) {
        var out = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean isPlain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNRESERVED.indexOf(c) >= 0;
            out.append(isPlain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return out.toString();
    }
}
