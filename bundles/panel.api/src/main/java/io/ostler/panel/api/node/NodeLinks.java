package io.ostler.panel.api.node;

import io.ostler.model.NodeId;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.Messages;
import io.ostler.protocol.PanelApi;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where the links report to, implemented by panel.core; panel.link (sockets) and its local twin call it. Thread-safe.
 * Messages of a daemon come through {@link Linked#events()} in their order.
 */
@ProviderType
public interface NodeLinks {

    /** The node is linked and said hello. */
    Linked linked(NodeId node, Messages.DaemonHello hello, DaemonApi daemon);

    /** Trying again goes on; {@code reason} is a code. */
    void unreachable(NodeId node, String reason);

    /** Registers the node that lives in this process, when it is not registered yet. */
    void adoptLocal(NodeId node, String name);

    /** One link's entry. */
    interface Linked {
        PanelApi events();

        void measured(Duration latency, Duration clockSkew);

        void lost(String reason);
    }
}
