package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Learns that a session ended: signed out, revoked, expired, or its account was disabled. Register it as an OSGi
 * service. Called after the session is gone from the store, on the thread that ended it, perhaps by several threads at
 * once: return quickly. What it throws is logged and stops nobody.
 */
@ConsumerType
public interface SessionListener {

    /** Everything that rests on this session has to end now. */
    void ended(UserId user, String handle);
}
