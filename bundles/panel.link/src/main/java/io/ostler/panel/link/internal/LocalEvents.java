package io.ostler.panel.link.internal;

import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages.InstanceRemoved;
import io.ostler.protocol.Messages.NodeSample;
import io.ostler.protocol.PanelApi;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Where a daemon in the same process tells its news. A service of its own, apart from {@link LocalNode}, so that the
 * two sides, which need each other, can start one after the other. Thread-safe.
 */
@Component(
        service = {PanelApi.class, LocalEvents.class},
        property = "ostler.transport=local")
public final class LocalEvents implements PanelApi {
    private volatile @Nullable PanelApi receiver;

    /** The gate of the link that begins; null between links. */
    void pass(@Nullable PanelApi to) {
        receiver = to;
    }

    @Override
    public void instanceChanged(InstanceSnapshot snapshot) {
        var to = receiver;
        if (to != null) {
            to.instanceChanged(snapshot);
        }
    }

    @Override
    public void instanceRemoved(InstanceRemoved removed) {
        var to = receiver;
        if (to != null) {
            to.instanceRemoved(removed);
        }
    }

    @Override
    public void nodeSample(NodeSample sample) {
        var to = receiver;
        if (to != null) {
            to.nodeSample(sample);
        }
    }
}
