package io.ostler.panel.core.internal.node;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.SessionListener;
import io.ostler.protocol.Messages.Revocation;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends streams at the daemons when the right that they rest on goes. Nodes that are away are told by
 * {@link GrantReview} when they are back. Thread-safe, doesn't block.
 */
@Component(service = {SessionListener.class, StreamRevoker.class})
public final class StreamRevoker implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRevoker.class);

    private final NodeTable nodes;

    @Activate
    public StreamRevoker(@Reference NodeTable nodes) {
        this.nodes = nodes;
    }

    @Override
    public void ended(UserId user, String handle) {
        revoke(new Revocation(null, handle, null, null));
    }

    /** Everything a user has open, at one instance or (null) everywhere. */
    public void revoke(UserId user, @Nullable InstanceId instance) {
        revoke(new Revocation(user, null, instance, null));
    }

    private void revoke(Revocation revocation) {
        for (var daemon : nodes.daemons()) {
            daemon.revoke(revocation).whenComplete((done, error) -> {
                if (error != null) {
                    LOG.warn(
                            "Streams could not be ended now, they will be when the node is linked again: {}",
                            error.toString());
                }
            });
        }
    }
}
