package io.ostler.panel.rest.internal.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * What is known of a request before anybody is signed in; made once by {@link EdgeFilter}. Immutable.
 *
 * @param id random, in the log and in every problem document
 * @param address of the client; from {@code X-Forwarded-For} only when a trusted proxy wrote it
 * @param client what the client calls itself, shortened
 * @param origin the web origin it came from, checked to be our own; empty when none was sent
 * @param base the panel's own address as the client sees it, such as {@code https://panel.example}
 * @param secure whether the client speaks https with us or with the proxy before us
 */
public record RequestFacts(String id, String address, String client, String origin, String base, boolean secure) {
    private static final String ATTRIBUTE = RequestFacts.class.getName();

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The facts of a request that came through the filter; a request that didn't is a fault of the assembly. */
    public static RequestFacts of(HttpServletRequest request) {
        return (RequestFacts) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "request without EdgeFilter");
    }
}
