package io.ostler.panel.rest.internal.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ostler.model.OstlerException;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/**
 * Around the reading of every body: what the JSON reader refuses is told in our words, and a missing body or a JSON
 * {@code null}, which both arrive as null, never reach an operation. Stateless.
 */
public final class StrictBody implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        try {
            Object body = context.proceed();
            if (body != null) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw JsonErrors.explain(e);
        }
        throw OstlerException.invalid("body", "a JSON object");
    }
}
