package io.ostler.panel.rest.internal.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * With what a request says whose it is: an API key in a header or the query, else the cookie of a session. Where a key
 * is sent the cookie doesn't count, whatever the key is worth. Immutable; shows nothing of its secret.
 */
public final class Credential {
    public static final String KEY_HEADER = "X-Api-Key";
    public static final String KEY_PARAMETER = "apikey";

    static final String ATTRIBUTE = Credential.class.getName();

    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 200;

    private final String secret;
    private final boolean isKey;

    private Credential(String secret, boolean isKey) {
        this.secret = secret.length() > LONGEST ? "" : secret;
        this.isKey = isKey;
    }

    public static Credential cookie(String secret) {
        return new Credential(secret, false);
    }

    public static Credential key(String secret) {
        return new Credential(secret, true);
    }

    /** Null when the request says nothing. */
    static @Nullable Credential of(HttpServletRequest request) {
        var bearer = request.getHeader("Authorization");
        if (bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return key(bearer.substring(BEARER.length()).strip());
        }
        var header = request.getHeader(KEY_HEADER);
        if (header != null) {
            return key(header.strip());
        }
        var parameter = parameter(request.getQueryString());
        if (parameter != null) {
            return key(parameter);
        }
        var cookie = Callers.secret(request.getCookies());
        return cookie == null ? null : cookie(cookie);
    }

    /** Whether a part of a query carries the key. */
    static boolean isKeyPart(String part) {
        return part.equals(KEY_PARAMETER) || part.startsWith(KEY_PARAMETER + "=");
    }

    private static @Nullable String parameter(@Nullable String query) {
        if (query == null || !query.contains(KEY_PARAMETER)) {
            return null;
        }
        for (var part : query.split("&", -1)) {
            if (isKeyPart(part)) {
                return decoded(part.substring(Math.min(part.length(), KEY_PARAMETER.length() + 1)));
            }
        }
        return null;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // no key looks like that
        }
    }

    String secret() {
        return secret;
    }

    public boolean isKey() {
        return isKey;
    }

    /** Of a request that came through the filter. */
    public static @Nullable Credential attached(HttpServletRequest request) {
        return (Credential) request.getAttribute(ATTRIBUTE);
    }

    @Override
    public String toString() {
        return isKey ? "an API key" : "a session";
    }
}
