package io.ostler.protocol;

import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import java.time.Instant;

/**
 * An instance as its daemon sees it at one moment.
 *
 * @param revision of the definition, 1 when new, one more with each change
 * @param sequence grows with every change of any instance of the daemon, also across its restarts
 * @param changedAt when the state last changed, daemon's clock
 */
public record InstanceSnapshot(
        InstanceId id,
        InstanceDefinition definition,
        long revision,
        InstanceState state,
        long sequence,
        Instant changedAt) {}
