package io.ostler.panel.link.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Acts;
import io.ostler.protocol.ConsoleWork;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages.Done;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import io.ostler.protocol.Messages.InstanceRemoved;
import io.ostler.protocol.Messages.NodeSample;
import io.ostler.protocol.Metrics;
import io.ostler.protocol.PanelApi;
import io.ostler.protocol.Tasks;
import java.util.concurrent.CompletableFuture;
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

    @Override
    public void taskChanged(Tasks.Snapshot snapshot) {
        var to = receiver;
        if (to != null) {
            to.taskChanged(snapshot);
        }
    }

    @Override
    public void instanceSamples(Metrics.Samples samples) {
        var to = receiver;
        if (to != null) {
            to.instanceSamples(samples);
        }
    }

    @Override
    public void findingsChanged(Findings findings) {
        var to = receiver;
        if (to != null) {
            to.findingsChanged(findings);
        }
    }

    @Override
    public void taskRemoved(Tasks.Removed removed) {
        var to = receiver;
        if (to != null) {
            to.taskRemoved(removed);
        }
    }

    @Override
    public void presenceChanged(ConsoleWork.Presence presence) {
        var to = receiver;
        if (to != null) {
            to.presenceChanged(presence);
        }
    }

    @Override
    public CompletableFuture<Done> typed(ConsoleWork.Typed typed) {
        var to = receiver;
        return to == null ? CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY)) : to.typed(typed);
    }

    @Override
    public CompletableFuture<Done> acted(Acts.Batch batch) {
        var to = receiver;
        return to == null ? CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY)) : to.acted(batch);
    }

    @Override
    public CompletableFuture<DoorPass> signIn(DoorLogin login) {
        var to = receiver;
        return to == null ? CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY)) : to.signIn(login);
    }
}
