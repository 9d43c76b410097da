package io.ostler.daemon.link.internal.calls;

import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.PanelApi;

/** Hears the news that were under way when a panel went. Stateless. */
enum Nobody implements PanelApi {
    INSTANCE;

    @Override
    public void instanceChanged(InstanceSnapshot snapshot) {}

    @Override
    public void instanceRemoved(Messages.InstanceRemoved removed) {}

    @Override
    public void nodeSample(Messages.NodeSample sample) {}
}
