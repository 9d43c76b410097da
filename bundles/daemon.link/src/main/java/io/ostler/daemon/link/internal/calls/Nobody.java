package io.ostler.daemon.link.internal.calls;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Acts;
import io.ostler.protocol.ConsoleWork;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.PanelApi;
import io.ostler.protocol.Tasks;
import java.util.concurrent.CompletableFuture;

/** Hears the news that were under way when a panel went. Stateless. */
enum Nobody implements PanelApi {
    INSTANCE;

    @Override
    public void instanceChanged(InstanceSnapshot snapshot) {}

    @Override
    public void instanceRemoved(Messages.InstanceRemoved removed) {}

    @Override
    public void nodeSample(Messages.NodeSample sample) {}

    @Override
    public void taskChanged(Tasks.Snapshot snapshot) {}

    @Override
    public void taskRemoved(Tasks.Removed removed) {}

    @Override
    public CompletableFuture<Messages.Done> typed(ConsoleWork.Typed typed) {
        return CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY));
    }

    @Override
    public CompletableFuture<Messages.Done> acted(Acts.Batch batch) {
        return CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY));
    }

    @Override
    public CompletableFuture<Messages.DoorPass> signIn(Messages.DoorLogin login) {
        return CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY));
    }
}
