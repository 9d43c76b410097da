package io.ostler.panel.rest.internal.problem;

import io.ostler.model.OstlerException;
import io.ostler.protocol.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Problem documents as answers of a servlet and of a REST operation. Stateless. */
public final class Problems {
    /** Name of the request's property with the error's code. */
    public static final String CODE = "io.ostler.rest.code";

    private static final String RETRY = "retryAfterSeconds";

    private Problems() {}

    public static void send(HttpServletResponse response, OstlerException error, String requestId) throws IOException {
        var problem = Problem.of(error, requestId);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        var retry = problem.params().get(RETRY);
        if (retry != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retry);
        }
        var body = problem.json().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    public static Response response(OstlerException error, String requestId, @Nullable String allow) {
        var problem = Problem.of(error, requestId);
        var answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.json().getBytes(StandardCharsets.UTF_8));
        var retry = problem.params().get(RETRY);
        if (retry != null) {
            answer.header(HttpHeaders.RETRY_AFTER, retry);
        }
        if (allow != null) {
            answer.header(HttpHeaders.ALLOW, allow);
        }
        return answer.build();
    }
}
