package io.ostler.panel.api.factor;

import java.net.URI;

/**
 * The panel's address as a browser sees it; a passkey works at the host where it was made. Immutable.
 *
 * @param host without port
 * @param origin scheme, host and port
 */
public record Site(String host, String origin) {

    /** @param base such as {@code https://panel.example:8443} */
    public static Site of(String base) {
        var host = URI.create(base).getHost();
        return new Site(host == null ? "" : host, base);
    }
}
