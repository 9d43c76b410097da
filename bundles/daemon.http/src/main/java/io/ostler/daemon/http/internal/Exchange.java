package io.ostler.daemon.http.internal;

import com.google.gson.stream.JsonWriter;
import io.ostler.model.ErrorCode;
import io.ostler.model.Id;
import io.ostler.model.OstlerException;
import io.ostler.protocol.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request and its answer at one of the doors, with what all of them check in the same way. Confined to one thread
 * at a time; {@link #cut} works from any.
 *
 * @param id in problem documents and in the log
 */
public record Exchange(HttpServletRequest request, HttpServletResponse response, String id) {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Pattern ORIGIN = Pattern.compile("[!-~]{1,255}");
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9_.=-]{1,4096}) *");
    /** What the tus protocol answers when a part's checksum differs; no standard of HTTP has such a number. */
    private static final int CHECKSUM_MISMATCH = 460;

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    /** Writes one JSON object. */
    public interface Json {
        void write(JsonWriter out) throws IOException;
    }

    public static Exchange of(HttpServletRequest request, HttpServletResponse response) {
        return new Exchange(request, response, Id.random());
    }

    public @Nullable String origin() {
        return originOf(request);
    }

    /**
     * The web origin that asks; null for clients that are no browser. A browser leaves the header out when a page reads
     * from its own server.
     */
    public static @Nullable String originOf(HttpServletRequest request) {
        var given = header(request, "Origin");
        if (given != null) {
            if (!ORIGIN.matcher(given).matches()) {
                throw new OstlerException(ErrorCode.ORIGIN_REFUSED);
            }
            return given;
        }
        var host = header(request, "Host");
        boolean isOwnPage = "same-origin".equals(header(request, "Sec-Fetch-Site")) && host != null;
        return isOwnPage ? request.getScheme() + "://" + host : null;
    }

    /** The ticket's text from the one place where it may stand. */
    public String bearer() {
        var given = header("Authorization");
        var matcher = BEARER.matcher(given == null ? "" : given);
        if (!matcher.matches()) {
            throw new OstlerException(ErrorCode.TICKET_INVALID);
        }
        return matcher.group(1);
    }

    /** A header that may stand once; {@code INVALID_REQUEST} when it stands there twice. */
    public @Nullable String header(String name) {
        return header(request, name);
    }

    private static @Nullable String header(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        if (values.size() > 1) {
            throw OstlerException.invalid(name, "sent once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Lets the page that asks read the answer. Never with credentials: no cookie counts here. */
    public void allowOrigin() {
        response.setHeader("Vary", "Origin");
        var given = request.getHeader("Origin");
        if (given != null && ORIGIN.matcher(given).matches()) {
            response.setHeader(ALLOW_ORIGIN, given);
            response.setHeader(
                    "Access-Control-Expose-Headers",
                    "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Location, Ostler-Upload-Key,"
                            + " Ostler-Upload-Path, Tus-Checksum-Algorithm, Tus-Extension, Tus-Max-Size, Tus-Resumable,"
                            + " Tus-Version, Upload-Expires, Upload-Length, Upload-Offset");
        }
    }

    public void json(int status, Json json) throws IOException {
        var text = new StringWriter();
        try (var out = new JsonWriter(text)) {
            out.beginObject();
            json.write(out);
            out.endObject();
        }
        send(status, "application/json", text.toString());
    }

    /** Answers with a problem document, unless the answer has begun: then the connection is cut. */
    public void refuse(OstlerException error) {
        if (error.code().category() == ErrorCode.Category.INTERNAL) {
            LOG.error("Request {} failed", id, error);
        }
        if (response.isCommitted()) {
            cut();
            return;
        }
        response.resetBuffer();
        if (error.code() == ErrorCode.ORIGIN_REFUSED) {
            response.setHeader(ALLOW_ORIGIN, null);
        } else {
            allowOrigin();
        }
        var problem = problem(error);
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        try {
            send(problem.status(), Problem.MEDIA_TYPE, problem.json());
        } catch (IOException e) {
            broken(e);
        }
    }

    private Problem problem(OstlerException error) {
        var problem = Problem.of(error, id);
        return error.code() == ErrorCode.CHECKSUM_WRONG
                ? new Problem(
                        problem.title(), CHECKSUM_MISMATCH, problem.code(), problem.params(), problem.remedy(), id)
                : problem;
    }

    /** The value of a parameter in the address, without touching the body; null when it isn't there. */
    public @Nullable String query(String name) {
        var text = request.getQueryString();
        if (text == null) {
            return null;
        }
        for (var pair : text.split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return null;
    }

    /** Whether a body comes with the request. */
    public boolean hasBody() {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** An answer without a body. */
    public void empty(int status) throws IOException {
        response.setStatus(status);
        if (status != HttpServletResponse.SC_NO_CONTENT) {
            response.setContentLength(0); // else it would be chunked
        }
        response.flushBuffer();
    }

    /** Nobody is there any more. Not for the server to log, which would write the address down. */
    public void broken(IOException cause) {
        LOG.debug("The connection of {} broke", id, cause);
        cut();
    }

    private void send(int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    /**
     * Cuts the connection instead of an answer. While another thread is still closing it, something may get out at the
     * end of the exchange; that is no success then.
     */
    public void drop() {
        if (!response.isCommitted()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        cut();
    }

    /** The server's own request, whose body can be read without waiting for it. */
    public ServletContextRequest core() {
        return ServletContextRequest.getServletContextRequest(request);
    }

    /**
     * Has the server run this when there is more of the body, or its failure; once. Also after a cut from another thread
     * between the last look at the body and this call: of such an end the server itself tells nobody.
     */
    public void demandBody(Runnable reader) {
        var body = core();
        body.demand(reader);
        if (!body.getConnectionMetaData().getConnection().getEndPoint().isOpen()) {
            var failing = HttpChannel.from(body).onFailure(new EofException("cut"));
            if (failing != null) {
                failing.run();
            }
        }
    }

    /** Closes the connection at once, whatever is being read or written on it. Doesn't block. */
    public void cut() {
        core().getConnectionMetaData().getConnection().getEndPoint().close();
    }
}
