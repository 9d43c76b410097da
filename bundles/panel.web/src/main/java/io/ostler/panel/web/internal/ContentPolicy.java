package io.ostler.panel.web.internal;

import java.net.URI;
import java.util.List;
import java.util.TreeSet;

/**
 * The Content-Security-Policy of the page: our own files, one nonce, and the enrolled daemons as places to connect to.
 * Stateless.
 */
final class ContentPolicy {
    private ContentPolicy() {}

    static String of(String nonce, List<String> nodeAddresses) {
        var connect = new TreeSet<String>();
        for (String address : nodeAddresses) {
            var uri = URI.create(address);
            String authority = uri.getRawAuthority();
            if (authority != null && authority.matches("[A-Za-z0-9.:\\[\\]-]+")) {
                boolean secure = "https".equals(uri.getScheme());
                connect.add((secure ? "https://" : "http://") + authority);
                connect.add((secure ? "wss://" : "ws://") + authority);
            }
        }
        return "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self' 'nonce-" + nonce
                + "'; img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; connect-src 'self'"
                + (connect.isEmpty() ? "" : " " + String.join(" ", connect))
                + "; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    }
}
