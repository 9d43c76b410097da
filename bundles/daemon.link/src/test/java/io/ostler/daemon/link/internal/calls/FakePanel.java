package io.ostler.daemon.link.internal.calls;

import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import io.ostler.protocol.Messages.InstanceRemoved;
import io.ostler.protocol.Messages.NodeSample;
import io.ostler.protocol.Metrics;
import io.ostler.protocol.PanelApi;
import io.ostler.protocol.Tasks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Keeps what a daemon tells, and answers logins as it is told. */
public class FakePanel implements PanelApi {
    public final LinkedBlockingQueue<Object> told = new LinkedBlockingQueue<>();
    public final LinkedBlockingQueue<NodeSample> samples = new LinkedBlockingQueue<>();
    public final LinkedBlockingQueue<Metrics.Samples> usage = new LinkedBlockingQueue<>();
    public final LinkedBlockingQueue<DoorLogin> logins = new LinkedBlockingQueue<>();
    public volatile Function<DoorLogin, CompletableFuture<DoorPass>> judge = login -> new CompletableFuture<>();

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

    @Override
    public void instanceSamples(Metrics.Samples samples) {
        usage.add(samples);
    }

    @Override
    public void taskChanged(Tasks.Snapshot snapshot) {
        told.add(snapshot);
    }

    @Override
    public void taskRemoved(Tasks.Removed removed) {
        told.add(removed);
    }

    @Override
    public CompletableFuture<DoorPass> signIn(DoorLogin login) {
        logins.add(login);
        return judge.apply(login);
    }
}
