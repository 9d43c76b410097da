package io.ostler.daemon.api.detect;

import io.ostler.model.InstanceDefinition;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes structured events of what an instance prints. Published as an OSGi service; shown lines and budget as for
 * {@link ProblemDetector}.
 */
@ConsumerType
public interface EventReader {

    String id();

    boolean reads(InstanceDefinition definition);

    Optional<Event> read(String line);

    /**
     * @param kind {@code ready}, {@code join}, {@code leave}, {@code chat}, {@code crash}, or one of the reader's own,
     *     {@code [a-z][a-z0-9.-]{0,39}}
     * @param values such as {@code player}, {@code text}; at most 10 of at most 500 characters
     */
    record Event(String kind, Map<String, String> values) {
        public Event {
            values = Map.copyOf(values);
        }
    }
}
