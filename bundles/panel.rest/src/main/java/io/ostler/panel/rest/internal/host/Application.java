package io.ostler.panel.rest.internal.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.model.OstlerException;
import io.ostler.panel.rest.internal.problem.ProblemMapper;
import io.ostler.panel.rest.internal.request.AccessFilter;
import io.ostler.panel.rest.internal.request.CallerParameters;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Collection;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/** What a Jersey application of ours consists of, for the given resources. */
public final class Application {
    private static final ObjectMapper JSON = Json.mapper();

    private Application() {}

    /** The mapper of requests and answers. */
    public static ObjectMapper json() {
        return JSON;
    }

    public static ResourceConfig of(AccessFilter access, Collection<?> resources) {
        var config = new ResourceConfig()
                .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                // Else Jersey hands the servlet an error page to make of 4xx answers.
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
                .register(JacksonFeature.withoutExceptionMappers())
                .register((ContextResolver<ObjectMapper>) type -> JSON, ContextResolver.class)
                .register(new BodyRequired())
                .register(ProblemMapper.class)
                .register(access)
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bind(new CallerParameters()).to(ValueParamProvider.class);
                    }
                });
        resources.forEach(config::register);
        return config;
    }

    /** A missing body and a JSON {@code null} both arrive as null, which no operation expects. */
    private static final class BodyRequired implements ReaderInterceptor {
        @Override
        public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
            Object body = context.proceed();
            if (body == null) {
                throw OstlerException.invalid("body", MediaType.APPLICATION_JSON);
            }
            return body;
        }
    }
}
