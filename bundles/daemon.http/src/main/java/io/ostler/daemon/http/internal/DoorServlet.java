package io.ostler.daemon.http.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A door: answers its methods, pre-flights and nothing else, and turns errors into problem documents. Addresses and
 * headers are never logged, as they may hold what opens a door. Thread-safe.
 */
public abstract class DoorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient String methods;

    /** @param methods what it answers, as in an {@code Allow} header without {@code OPTIONS} */
    protected DoorServlet(String methods) {
        this.methods = methods;
    }

    /** Answers a request of one of the methods, or throws. */
    protected abstract void answer(Exchange exchange) throws IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) {
        var exchange = Exchange.of(request, response);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        try {
            dispatch(exchange);
        } catch (OstlerException e) {
            exchange.refuse(e);
        } catch (IOException e) {
            exchange.broken(e);
        } catch (RuntimeException e) {
            // the boundary to the server, which would show a page of its own
            exchange.refuse(new OstlerException(ErrorCode.INTERNAL, Map.of(), e));
            if (request.isAsyncStarted()) {
                request.getAsyncContext().complete();
            }
        }
    }

    private void dispatch(Exchange exchange) throws IOException {
        var method = method(exchange);
        if (method.equals("OPTIONS")) {
            preflight(exchange);
        } else if (List.of(methods.split(", ")).contains(method)) {
            answer(exchange);
        } else {
            exchange.response().setHeader("Allow", methods + ", OPTIONS");
            throw new OstlerException(ErrorCode.METHOD_NOT_ALLOWED, Map.of("allow", methods));
        }
    }

    /** What is to be done with it. */
    protected String method(Exchange exchange) {
        return exchange.request().getMethod();
    }

    /** Adds to the answer to {@code OPTIONS} what this door can do. */
    protected void tellAbilities(Exchange exchange) {}

    /** Any origin may ask: the ticket says which one may use it. */
    private void preflight(Exchange exchange) {
        var response = exchange.response();
        exchange.allowOrigin();
        response.setHeader("Allow", methods + ", OPTIONS");
        response.setHeader("Access-Control-Allow-Methods", methods);
        response.setHeader(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Range, If-Range, If-None-Match, Ostler-Upload-Key, Tus-Resumable,"
                        + " Upload-Checksum, Upload-Length, Upload-Metadata, Upload-Offset, X-HTTP-Method-Override,"
                        + " X-Request-ID, X-Requested-With");
        response.setHeader("Access-Control-Max-Age", "600");
        tellAbilities(exchange);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
