package io.ostler.panel.rest.internal.answer;

import io.ostler.panel.rest.internal.request.RequestFacts;

/** The cookie that ties an attempt to sign in at a provider to the browser that began it. Stateless. */
public final class AttemptCookie {
    public static final String NAME = "ostler_sign_in";
    private static final int SECONDS = 600;

    private AttemptCookie() {}

    public static String of(String secret, RequestFacts facts) {
        return text(secret, SECONDS, facts);
    }

    /** Takes it away. */
    public static String none(RequestFacts facts) {
        return text("", 0, facts);
    }

    private static String text(String secret, int maxAge, RequestFacts facts) {
        return NAME + "=" + secret + "; Path=/api/v1; Max-Age=" + maxAge + "; HttpOnly; SameSite=Strict"
                + (facts.secure() ? "; Secure" : "");
    }
}
