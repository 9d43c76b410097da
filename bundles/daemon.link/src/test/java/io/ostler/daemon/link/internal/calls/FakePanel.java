package io.ostler.daemon.link.internal.calls;

import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages.InstanceRemoved;
import io.ostler.protocol.Messages.NodeSample;
import io.ostler.protocol.PanelApi;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what a daemon tells. */
public final class FakePanel implements PanelApi {
    public final LinkedBlockingQueue<Object> told = new LinkedBlockingQueue<>();
    public final LinkedBlockingQueue<NodeSample> samples = new LinkedBlockingQueue<>();

    @Override
    public void instanceChanged(InstanceSnapshot snapshot) {
        told.add(snapshot);
    }

    @Override
    public void instanceRemoved(InstanceRemoved removed) {
        told.add(removed);
    }

    @Override
    public void nodeSample(NodeSample sample) {
        samples.add(sample);
    }
}
