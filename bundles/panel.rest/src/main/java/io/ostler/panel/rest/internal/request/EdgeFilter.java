package io.ostler.panel.rest.internal.request;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.rest.internal.problem.Problems;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.MDC;

/**
 * First on the way of every request to {@code /api}, REST and WebSocket alike: gives it an id, refuses foreign
 * origins and sets the headers that every answer has. Thread-safe. When it can't start, the whiteboard refuses all
 * requests on its pattern.
 */
@Component(
        service = Filter.class,
        property = {
            "osgi.http.whiteboard.filter.pattern=/api/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.filter.name=ostler-edge",
            "service.ranking:Integer=1000"
        })
public final class EdgeFilter implements Filter {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RequestPolicy policy;

    @Activate
    public EdgeFilter(@Reference RequestPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) plainRequest;
        var response = (HttpServletResponse) plainResponse;
        var id = newId();
        MDC.put("requestId", id);
        try {
            setHeaders(response, id);
            var facts = facts(request, id);
            if (policy.isBlocked(facts.address())) {
                throw new OstlerException(ErrorCode.ADDRESS_BLOCKED);
            }
            facts.attachTo(request);
            request.setAttribute(Credential.ATTRIBUTE, Credential.of(request));
            var shown = WithoutKey.of(request);
            if (shown != request) {
                response.setHeader("Referrer-Policy", "no-referrer");
            }
            chain.doFilter(shown, response);
        } catch (OstlerException e) {
            if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
                response.setHeader("Connection", "close"); // as UnreadBody says it of operations
            }
            Problems.send(response, e, id);
        } finally {
            MDC.remove("requestId");
        }
    }

    private RequestFacts facts(HttpServletRequest request, String id) {
        var host = policy.host(request);
        var origin = request.getHeader("Origin");
        var own = origin != null && (host != null && isOwn(origin, host) || policy.isOwnOrigin(origin));
        if (origin != null && !own) {
            throw new OstlerException(ErrorCode.ORIGIN_REFUSED, Map.of("origin", shorten(origin, 200)));
        }
        var base = origin != null ? origin : policy.scheme(request) + "://" + (host == null ? "" : host);
        // A browser's own word for its scheme: it knows of a proxy's TLS even when that proxy isn't configured here.
        var secure = base.startsWith("https:");
        var agent = request.getHeader("User-Agent");
        return new RequestFacts(
                id,
                policy.clientAddress(request),
                shorten(agent == null ? "" : agent, 200),
                origin == null ? "" : origin,
                base,
                secure);
    }

    /** Browsers leave out default ports in both headers, so the texts are equal exactly for the same host and port. */
    private static boolean isOwn(String origin, String host) {
        var lower = origin.toLowerCase(Locale.ROOT);
        return lower.equals("http://" + host) || lower.equals("https://" + host);
    }

    private static void setHeaders(HttpServletResponse response, String id) {
        response.setHeader("X-Request-Id", id);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static String newId() {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String shorten(String text, int length) {
        var clean = text.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return clean.toString();
    }
}
