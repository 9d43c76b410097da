package io.ostler.panel.rest.internal.audit;

import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/** Lets an operation take {@code @Context AuditNote} as a parameter. Stateless. */
public final class NoteParameter implements ValueParamProvider {

    @Override
    public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        return parameter.getRawType() == AuditNote.class ? AuditEdge::note : null;
    }

    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }
}
