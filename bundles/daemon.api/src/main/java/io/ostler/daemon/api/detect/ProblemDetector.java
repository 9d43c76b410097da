package io.ostler.daemon.api.detect;

import io.ostler.model.InstanceDefinition;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Recognises a problem in what an instance prints. Published as an OSGi service; it may come and go at any time. Each
 * line of each instance is shown once, on the daemon, whether or not anyone watches. Must not block; one that takes
 * longer than its budget (1 ms on average over a second) is left out until the daemon's next start, and that is logged.
 */
@ConsumerType
public interface ProblemDetector {

    /** {@code [a-z0-9-]{1,40}}; texts stand in message files as {@code detector.ID.title} and {@code detector.ID.advice}. */
    String id();

    /** Whether it wants to see the lines of an instance of this kind. Asked at each start of an instance. */
    default boolean watches(InstanceDefinition definition) {
        return true;
    }

    /**
     * A whole line without its end, escape sequences taken out, at most 4096 characters.
     *
     * @return what was recognised; the same problem again replaces the one before
     */
    Optional<Problem> look(String line);

    /**
     * Does what {@link Problem#fix} offers; called on a thread of its own with the instance at rest.
     *
     * @throws io.ostler.model.OstlerException what is shown to the person
     */
    default void apply(String fix, FixTarget target) {
        throw new UnsupportedOperationException("no fix is offered");
    }

    /** @param parameters for the texts; {@code fix} id of a fix, null: advice only */
    record Problem(Map<String, String> parameters, @Nullable String fix) {
        public Problem {
            parameters = Map.copyOf(parameters);
        }
    }
}
