package io.ostler.panel.rest.internal.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.panel.rest.internal.answer.Compression;
import io.ostler.panel.rest.internal.audit.AuditEdge;
import io.ostler.panel.rest.internal.audit.NoteParameter;
import io.ostler.panel.rest.internal.problem.ProblemMapper;
import io.ostler.panel.rest.internal.problem.StrictBody;
import io.ostler.panel.rest.internal.request.AccessFilter;
import io.ostler.panel.rest.internal.request.CallerParameters;
import io.ostler.panel.rest.internal.request.UnreadBody;
import jakarta.ws.rs.ext.ContextResolver;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegateProvider;

/** What a Jersey application of ours consists of, for the given resources. */
public final class Application {
    private static final ObjectMapper JSON = Json.mapper();
    /** Held, because loggers are collected: it warns of every resource that is an instance, and then uses it well. */
    private static final Logger NOISE = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    static {
        NOISE.setLevel(Level.SEVERE);
    }

    private Application() {}

    /** The mapper of requests and answers. */
    public static ObjectMapper json() {
        return JSON;
    }

    public static ResourceConfig of(AccessFilter access, AuditEdge audit, Collection<?> resources) {
        var config = new ResourceConfig()
                .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                // Else Jersey hands the servlet an error page to make of 4xx answers.
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
                .register(JacksonFeature.withoutExceptionMappers())
                .register(new SharedMapper())
                .register(new StrictBody())
                .register(ProblemMapper.class)
                .register(Compression.class)
                .register(access)
                .register(audit)
                .register(new UnreadBody())
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bind(new CallerParameters()).to(ValueParamProvider.class);
                        bind(new NoteParameter()).to(ValueParamProvider.class);
                        bind(new LaterAnswers()).to(AsyncContextDelegateProvider.class);
                    }
                });
        resources.forEach(config::register);
        return config;
    }

    /** Its type argument is how Jersey finds it, so it can't be a lambda. */
    private static final class SharedMapper implements ContextResolver<ObjectMapper> {
        @Override
        public ObjectMapper getContext(Class<?> type) {
            return JSON;
        }
    }
}
