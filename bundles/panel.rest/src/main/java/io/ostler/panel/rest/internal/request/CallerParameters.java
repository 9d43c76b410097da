package io.ostler.panel.rest.internal.request;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets an operation take {@code @Context Caller}, {@code @Context Sessions.Session} or {@code @Context RequestFacts}
 * as a parameter. Stateless.
 */
public final class CallerParameters implements ValueParamProvider {

    @Override
    public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        var type = parameter.getRawType();
        if (type == Caller.class) {
            return request -> AccessFilter.identified(request).caller();
        }
        if (type == Sessions.Session.class) {
            return CallerParameters::session;
        }
        if (type == Callers.Identified.class) {
            return AccessFilter::identified;
        }
        return type == RequestFacts.class ? AccessFilter::facts : null;
    }

    private static Sessions.Session session(ContainerRequest request) {
        var session = AccessFilter.identified(request).session();
        if (session == null) {
            throw new OstlerException(ErrorCode.API_KEY_NOT_ENOUGH);
        }
        return session;
    }

    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }
}
