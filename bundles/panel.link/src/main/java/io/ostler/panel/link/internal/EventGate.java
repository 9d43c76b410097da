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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a daemon's news back until the panel knows its hello, then lets them through in their order. Thread-safe; does
 * not block beyond what the receiver does.
 */
final class EventGate implements PanelApi {
    private static final int MOST_WAITING = 50_000;

    private final Runnable overflow;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Consumer<PanelApi>> waiting = new ArrayDeque<>();
    private @Nullable PanelApi receiver;
    private boolean closed;

    /** @param overflow runs when more waits than a daemon can honestly have to say */
    EventGate(Runnable overflow) {
        this.overflow = overflow;
    }

    /** What waited goes first. */
    void open(PanelApi to) {
        lock.lock();
        try {
            receiver = to;
            for (var message = waiting.poll(); message != null; message = waiting.poll()) {
                message.accept(to);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing passes any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    private void pass(Consumer<PanelApi> message) {
        lock.lock();
        try {
            var to = receiver;
            if (closed) {
                return;
            }
            if (to != null) {
                message.accept(to);
                return;
            }
            if (waiting.size() < MOST_WAITING) {
                waiting.add(message);
                return;
            }
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        overflow.run();
    }

    @Override
    public void instanceChanged(InstanceSnapshot snapshot) {
        pass(panel -> panel.instanceChanged(snapshot));
    }

    @Override
    public void instanceRemoved(InstanceRemoved removed) {
        pass(panel -> panel.instanceRemoved(removed));
    }

    @Override
    public void nodeSample(NodeSample sample) {
        pass(panel -> panel.nodeSample(sample));
    }

    @Override
    public void taskChanged(Tasks.Snapshot snapshot) {
        pass(panel -> panel.taskChanged(snapshot));
    }

    @Override
    public void instanceSamples(Metrics.Samples samples) {
        pass(panel -> panel.instanceSamples(samples));
    }

    @Override
    public void findingsChanged(Findings findings) {
        pass(panel -> panel.findingsChanged(findings));
    }

    @Override
    public void taskRemoved(Tasks.Removed removed) {
        pass(panel -> panel.taskRemoved(removed));
    }

    @Override
    public void presenceChanged(ConsoleWork.Presence presence) {
        pass(panel -> panel.presenceChanged(presence));
    }

    /** Said again by the daemon when the panel doesn't know the node yet. */
    @Override
    public CompletableFuture<Done> typed(ConsoleWork.Typed typed) {
        var to = receiver();
        return to == null ? CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY)) : to.typed(typed);
    }

    @Override
    public CompletableFuture<Done> acted(Acts.Batch batch) {
        var to = receiver();
        return to == null ? CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY)) : to.acted(batch);
    }

    /** Asked of the panel only while it knows the node; a question does not wait for that. */
    @Override
    public CompletableFuture<DoorPass> signIn(DoorLogin login) {
        var to = receiver();
        return to == null ? CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY)) : to.signIn(login);
    }

    private @Nullable PanelApi receiver() {
        lock.lock();
        try {
            return closed ? null : receiver;
        } finally {
            lock.unlock();
        }
    }
}
