package io.ostler.panel.rest.internal.problem;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.rest.internal.request.AccessFilter;
import jakarta.inject.Provider;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where an exception becomes an answer. What nobody foresaw is logged with the request's id and told to
 * the client as {@code INTERNAL}, without a word of its message. Thread-safe.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    /** Name of the request's attribute, a {@link BooleanSupplier}: whether what isn't found doesn't exist. */
    public static final String COMPLETE = "io.ostler.rest.complete";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private final Provider<ContainerRequestContext> request;

    public ProblemMapper(@Context Provider<ContainerRequestContext> request) {
        this.request = request;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        var id = AccessFilter.facts(request.get()).id();
        var cause = unwrap(thrown);
        var error = cause instanceof NotFoundException ? missing() : explain(cause, id);
        request.get().setProperty(Problems.CODE, error.code());
        return Problems.response(error, id, allowed(cause));
    }

    private static Throwable unwrap(Throwable thrown) {
        var cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private OstlerException missing() {
        boolean complete = !(request.get().getProperty(COMPLETE) instanceof BooleanSupplier all) || all.getAsBoolean();
        return new OstlerException(complete ? ErrorCode.NOT_FOUND : ErrorCode.NOT_READY);
    }

    private static OstlerException explain(Throwable cause, String id) {
        return switch (cause) {
            case OstlerException own -> logged(own, id);
            case ParamException.PathParamException path -> new OstlerException(ErrorCode.NOT_FOUND);
            case ParamException parameter ->
                OstlerException.invalid(parameter.getParameterName(), "a value of the right form");
            case NotAllowedException method -> new OstlerException(ErrorCode.METHOD_NOT_ALLOWED);
            case NotSupportedException type ->
                new OstlerException(ErrorCode.CONTENT_TYPE_WRONG, Map.of("expected", "application/json"));
            case NotAcceptableException type -> OstlerException.invalid("Accept", "application/json");
            case TimeoutException late -> new OstlerException(ErrorCode.NODE_TIMEOUT);
            case WebApplicationException other
            when other.getResponse().getStatus() < 500 -> explainClientError(other, id);
            default -> unforeseen(cause, id);
        };
    }

    private static OstlerException explainClientError(WebApplicationException error, String id) {
        LOG.debug("request {}: {}", id, error.toString());
        return OstlerException.invalid("body", "what the API's description says");
    }

    private static OstlerException logged(OstlerException error, String id) {
        if (error.code().category() == ErrorCode.Category.INTERNAL) {
            LOG.warn("request {} failed", id, error);
        }
        return error;
    }

    private static OstlerException unforeseen(Throwable cause, String id) {
        LOG.error("request {} failed", id, cause);
        return new OstlerException(ErrorCode.INTERNAL);
    }

    private static @Nullable String allowed(Throwable cause) {
        return cause instanceof NotAllowedException method
                ? method.getResponse().getHeaderString(HttpHeaders.ALLOW)
                : null;
    }
}
