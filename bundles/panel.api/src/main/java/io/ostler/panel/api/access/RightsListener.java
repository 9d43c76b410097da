package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Learns that what somebody may do isn't what it was: their role, what it holds, or their grants. Register it as an OSGi
 * service. Called after the change counts, perhaps by several threads at once: return quickly. What it throws is logged
 * and stops nobody.
 */
@ConsumerType
public interface RightsListener {

    /** Everything that rests on their rights has to be looked at anew now. */
    void changed(Collection<UserId> users);
}
