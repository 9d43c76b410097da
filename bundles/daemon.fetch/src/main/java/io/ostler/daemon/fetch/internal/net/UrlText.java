package io.ostler.daemon.fetch.internal.net;

import java.nio.charset.StandardCharsets;

/** Encodes what people and servers write into addresses though it may not stand there. */
final class UrlText {
    private static final String ALLOWED = "-._~:/?#@!$&'()*+,;=%";

    private UrlText() {}

    static String encoded(String text) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || ALLOWED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append("%%%02X".formatted((int) c));
            }
        }
        return out.toString();
    }
}
